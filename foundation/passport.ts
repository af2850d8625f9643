import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { jwtVerify, SignJWT } from "jose";
import { Problem } from "./problems.ts";
import type { Viewer } from "./viewer.ts";

/** For whom a token is meant: rooms take only passports, the gateway only what its clients hold. */
export type Audience = "hub-rooms" | "hub-gateway";

const ISSUER = "hub";
const LIFE = 60;

/** Signs and verifies with one Ed25519 key pair; without the private key it only verifies. */
export class Passports {
  readonly #publicKey: KeyObject;
  readonly #privateKey: KeyObject | undefined;
  readonly #issued = new Map<string, { token: string; until: number }>();
  readonly #verified = new Map<string, { viewer: Viewer; until: number }>();

  constructor(keys: { publicKey: KeyObject; privateKey?: KeyObject }) {
    this.#publicKey = keys.publicKey;
    this.#privateKey = keys.privateKey;
  }

  /** A passport for this viewer, good for between 30 and 60 seconds. */
  async issue(viewer: Viewer): Promise<string> {
    const key = JSON.stringify(viewer);
    const now = Date.now();
    const before = this.#issued.get(key);
    if (before && before.until > now) return before.token;
    const token = await this.sign({ viewer }, "hub-rooms", LIFE);
    keep(this.#issued, key, { token, until: now + (LIFE / 2) * 1000 });
    return token;
  }

  /** The viewer a passport names. Anything that is not a valid passport of ours is refused as UNAUTHENTICATED. */
  async viewer(passport: string | undefined): Promise<Viewer> {
    if (!passport) throw new Problem("UNAUTHENTICATED", "A room answers only to a passport of the gateway.");
    const now = Date.now();
    const before = this.#verified.get(passport);
    if (before && before.until > now) return before.viewer;
    const claims = await this.verify(passport, "hub-rooms");
    const viewer = claims.viewer as Viewer;
    keep(this.#verified, passport, { viewer, until: claims.exp! * 1000 });
    return viewer;
  }

  /** Signs claims for an audience, for a life in seconds. */
  async sign(claims: Record<string, unknown>, audience: Audience, life: number): Promise<string> {
    if (!this.#privateKey) throw new Error("This process holds no private key to sign with.");
    return new SignJWT(claims)
      .setProtectedHeader({ alg: "EdDSA" })
      .setIssuer(ISSUER)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(`${life}s`)
      .sign(this.#privateKey);
  }

  /** The claims of a token signed by this hub for that audience and not expired; else UNAUTHENTICATED. */
  async verify(token: string, audience: Audience) {
    try {
      const { payload } = await jwtVerify(token, this.#publicKey, {
        algorithms: ["EdDSA"],
        issuer: ISSUER,
        audience,
        requiredClaims: ["exp", "iat"],
      });
      return payload;
    } catch {
      throw new Problem("UNAUTHENTICATED", "The token is not valid here or has expired: get a new one.");
    }
  }
}

/** The hub's keys: from PASSPORT_PRIVATE_KEY or PASSPORT_PUBLIC_KEY (PEM) where given, else kept in `<home>/keys`, made on first use. */
export async function passports(
  home: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Passports> {
  const given = environment.PASSPORT_PRIVATE_KEY;
  if (given) return fromPrivate(given);
  if (environment.PASSPORT_PUBLIC_KEY)
    return new Passports({ publicKey: createPublicKey(environment.PASSPORT_PUBLIC_KEY) });
  const file = join(home, "keys", "passport.pem");
  const kept = await readFile(file, "utf8").catch(() => undefined);
  if (kept) return fromPrivate(kept);
  const pem = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }) as string;
  await mkdir(join(home, "keys"), { recursive: true, mode: 0o700 });
  try {
    await writeFile(file, pem, { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return fromPrivate(await readFile(file, "utf8"));
    throw error;
  }
  return fromPrivate(pem);
}

/** A key pair that lives as long as this process. */
export function passingPassports(): Passports {
  return new Passports(generateKeyPairSync("ed25519"));
}

function fromPrivate(pem: string): Passports {
  const privateKey = createPrivateKey(pem);
  return new Passports({ privateKey, publicKey: createPublicKey(privateKey) });
}

function keep<V>(cache: Map<string, V>, key: string, value: V) {
  if (cache.size >= 10_000) cache.clear();
  cache.set(key, value);
}
