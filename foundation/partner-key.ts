import { randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";

/** How the secret of every partner's key begins, so that scanners of sources and logs know one. */
const SECRET_PREFIX = "hub_live_";

const SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** As many signs as 256 bits need, and as many as a checksum of 32 bits needs. */
const [RANDOM_LENGTH, CHECKSUM_LENGTH] = [43, 6];

const FORM = new RegExp(`^${SECRET_PREFIX}[0-9A-Za-z]{${RANDOM_LENGTH + CHECKSUM_LENGTH}}$`);

const inSigns = (value: bigint, length: number): string => {
  let [text, rest] = ["", value];
  while (text.length < length) {
    text = SIGNS[Number(rest % 62n)] + text;
    rest /= 62n;
  }
  return text;
};

const checksumOf = (text: string) => inSigns(BigInt(crc32(text)), CHECKSUM_LENGTH);

/** A new secret: the prefix, 256 random bits and a checksum, by which a mistyped or invented one is known without looking it up. */
export function newSecret(): string {
  const body = SECRET_PREFIX + inSigns(BigInt(`0x${randomBytes(32).toString("hex")}`), RANDOM_LENGTH);
  return body + checksumOf(body);
}

/** Does a token say of itself to be a partner's key? */
export const isPartnerKey = (token: string): boolean => token.startsWith(SECRET_PREFIX);

/** Has it the form of a secret, and does its checksum fit? */
export const isWellFormed = (secret: string): boolean =>
  FORM.test(secret) && checksumOf(secret.slice(0, -CHECKSUM_LENGTH)) === secret.slice(-CHECKSUM_LENGTH);

/** By what its owner knows a secret again. */
export const hintOf = (secret: string): string => `${SECRET_PREFIX}…${secret.slice(-4)}`;
