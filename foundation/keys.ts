import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { calculateJwkThumbprint } from "jose";
import { log } from "./log.ts";

/** The keys at one moment. Each is named by its thumbprint (RFC 7638), which tokens carry as `kid`. */
export interface KeyRing {
  /** undefined where this process only verifies */
  signing: { kid: string; key: KeyObject } | undefined;
  /** the public keys that are accepted, by `kid`, and until when in milliseconds */
  accepted: ReadonlyMap<string, { key: KeyObject; until: number }>;
}

/** How soon a process that signs notices a new key; rooms that meet one they do not know look at once. */
const LOOK_EVERY_MS = 5_000;

/** A ring that is read again from time to time, so that keys come and go without a restart. */
export class Keys {
  #ring: KeyRing;
  #version = 0;
  #looked = Date.now();
  #looking: Promise<void> | undefined;

  private constructor(
    ring: KeyRing,
    private readonly read: (() => Promise<KeyRing>) | undefined,
    private readonly everyMs: number,
  ) {
    this.#ring = ring;
  }

  /** Keys that are read by `read`, now and again. */
  static async readBy(read: () => Promise<KeyRing>, everyMs = LOOK_EVERY_MS): Promise<Keys> {
    return new Keys(await read(), read, everyMs);
  }

  /** Keys that stay as they are. */
  static fixed(ring: KeyRing): Keys {
    return new Keys(ring, undefined, 0);
  }

  /** Changes whenever a key has come or gone: what was verified before is then verified again. */
  get version(): number {
    return this.#version;
  }

  get ring(): KeyRing {
    return this.#ring;
  }

  /** Begins to look again where it is time to; does not wait. */
  look(): void {
    if (this.read && Date.now() - this.#looked >= this.everyMs) void this.#again();
  }

  /** The ring as it is from now on, for whoever has met an unknown key. However many ask, it is read once in a second. */
  async latest(): Promise<KeyRing> {
    if (this.read) await this.#again(Math.min(this.everyMs, 1_000) - (Date.now() - this.#looked));
    return this.#ring;
  }

  #again(inMs = 0): Promise<void> {
    this.#looking ??= (inMs > 0 ? sleep(inMs) : Promise.resolve())
      .then(() => {
        this.#looked = Date.now();
        return this.read!();
      })
      .then((ring) => {
        if (namesOf(ring) !== namesOf(this.#ring)) this.#version++;
        this.#ring = ring;
      })
      .catch((error) => log.error({ err: error }, "the keys could not be read again; the known ones stay"))
      .finally(() => {
        this.#looking = undefined;
      });
    return this.#looking;
  }
}

const namesOf = ({ signing, accepted }: KeyRing) =>
  JSON.stringify([signing?.kid, [...accepted].map(([kid, { until }]) => [kid, until])]);

/** A ring of these keys: the first private one signs, all are accepted. */
export async function ringOf(keys: readonly { key: KeyObject; until?: number }[]): Promise<KeyRing> {
  const accepted = new Map<string, { key: KeyObject; until: number }>();
  let signing: KeyRing["signing"];
  for (const { key, until = Number.POSITIVE_INFINITY } of keys) {
    if (key.asymmetricKeyType !== "ed25519") throw new Error("A key for passports must be an Ed25519 key.");
    const publicKey = key.type === "private" ? createPublicKey(key) : key;
    const kid = await calculateJwkThumbprint(publicKey);
    if (key.type === "private") signing ??= { kid, key };
    accepted.set(kid, { key: publicKey, until: Math.max(until, accepted.get(kid)?.until ?? 0) });
  }
  return { signing, accepted };
}

/** A ring of one key that is nowhere kept. */
export const passingRing = (): Promise<KeyRing> =>
  ringOf([{ key: generateKeyPairSync("ed25519").privateKey }]);

/**
 * The keys of PASSPORT_PRIVATE_KEY and PASSPORT_PUBLIC_KEY, each of which may hold several PEMs one after the other;
 * undefined where neither is set. The first private key signs, all keys are accepted.
 */
export async function givenRing(environment: NodeJS.ProcessEnv): Promise<KeyRing | undefined> {
  const { PASSPORT_PRIVATE_KEY, PASSPORT_PUBLIC_KEY } = environment;
  if (!PASSPORT_PRIVATE_KEY && !PASSPORT_PUBLIC_KEY) return undefined;
  return ringOf([
    ...keysIn("PASSPORT_PRIVATE_KEY", PASSPORT_PRIVATE_KEY, createPrivateKey),
    ...keysIn("PASSPORT_PUBLIC_KEY", PASSPORT_PUBLIC_KEY, createPublicKey),
  ]);
}

function keysIn(name: string, text: string | undefined, make: (pem: string) => KeyObject) {
  if (!text) return [];
  const pems = text.match(/-----BEGIN [A-Z ]+-----[\s\S]+?-----END [A-Z ]+-----/g) ?? [];
  try {
    if (pems.length === 0) throw new Error("There is no PEM in it.");
    return pems.map((pem) => ({ key: make(pem) }));
  } catch (cause) {
    throw new Error(`${name} must hold Ed25519 keys as PEM, one after the other.`, { cause });
  }
}

const SIGNING = "passport.pem";
const RETIRED = /^passport-([\w-]+)-until-(\d+)\.pem$/;

const retiredName = (kid: string, until: number) => `passport-${kid}-until-${until}.pem`;

/** The keys in `<home>/keys`: the one that signs, made on first use, and those that have been replaced but are still accepted. */
export async function keptRing(home: string): Promise<KeyRing> {
  const folder = join(home, "keys");
  const signing = await readOrMake(folder);
  const retired = [];
  for (const name of await readdir(folder)) {
    const until = Number(RETIRED.exec(name)?.[2]);
    const pem = until > Date.now() ? await readFile(join(folder, name), "utf8").catch(gone) : undefined;
    if (pem) retired.push({ key: createPublicKey(pem), until });
  }
  return ringOf([{ key: createPrivateKey(signing) }, ...retired]);
}

/** A file that another process has swept away meanwhile. */
function gone(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}

async function readOrMake(folder: string): Promise<string> {
  const file = join(folder, SIGNING);
  const kept = await readFile(file, "utf8").catch(() => undefined);
  if (kept) return kept;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const pem = freshPem();
  try {
    await writeFile(file, pem, { mode: 0o600, flag: "wx" });
    return pem;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return readFile(file, "utf8");
    throw error;
  }
}

const freshPem = () =>
  generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }) as string;

/** A rotation that was begun so long ago has died. */
const STALE_MS = 60_000;

/**
 * Puts a new key in the place of the one that signs; of the old one only the public half stays, accepted for
 * `overlapMs`. Keys that were replaced earlier stay accepted for as long as they were meant to, or are withdrawn
 * together with it.
 * Whatever instant it dies at, the keys are whole. Throws where another rotation is under way.
 */
export async function rotateKept(
  home: string,
  overlapMs: number,
  withdrawEarlier = false,
): Promise<{ before: string; now: string; until: number }> {
  const folder = join(home, "keys");
  await readOrMake(folder);
  const next = join(folder, `${SIGNING}.new`);
  const begun = await stat(next).catch(() => undefined);
  if (begun && Date.now() - begun.mtimeMs > STALE_MS) await rm(next, { force: true });
  await writeFile(next, freshPem(), { mode: 0o600, flag: "wx" });
  const before = (await keptRing(home)).signing!;
  const until = Date.now() + overlapMs;
  const old = createPublicKey(before.key).export({ type: "spki", format: "pem" });
  await writeFile(join(folder, retiredName(before.kid, until)), old, { mode: 0o600 });
  await rename(next, join(folder, SIGNING));
  for (const name of await readdir(folder)) {
    const [, kid = "", end] = RETIRED.exec(name) ?? [];
    if (Number(end) <= Date.now()) await rm(join(folder, name), { force: true });
    else if (withdrawEarlier && Number(end) > until)
      await rename(join(folder, name), join(folder, retiredName(kid, until)));
  }
  return { before: before.kid, now: (await keptRing(home)).signing!.kid, until };
}
