import { type JWTHeaderParameters, jwtVerify, SignJWT } from "jose";
import { givenRing, type KeyRing, Keys, keptRing, passingRing } from "./keys.ts";
import { Problem } from "./problems.ts";
import type { Viewer } from "./viewer.ts";

/** For whom a token is meant: rooms take only passports, the gateway only what its clients hold. */
export type Audience = "hub-rooms" | "hub-gateway";

/** The issuer of the hub's own tokens. */
const HUB_ISSUER = "hub";

/**
 * How long a passport is good for, in seconds. With what the gateway believes of a member without looking (5 s) and what
 * clocks may differ by (5 s), whoever lost a right has lost it everywhere within a minute.
 */
export const PASSPORT_LIFE = 45;

/** By how many seconds the clocks of two machines may differ. */
const CLOCKS_DIFFER = 5;

/** The longest life, in seconds, of a token of each audience, whatever its `exp` says. */
const LONGEST: Readonly<Record<Audience, number>> = {
  "hub-rooms": PASSPORT_LIFE,
  "hub-gateway": 30 * 86_400,
};

/** Signs and verifies the hub's own tokens: Ed25519, the key named by `kid`, an expiry required, nothing taken from the token's header but that name. */
export class Passports {
  readonly #keys: Keys;
  readonly #issued = new Map<string, { token: string; until: number }>();
  readonly #verified = new Map<string, { viewer: Viewer; until: number }>();
  #version = 0;

  constructor(keys: Keys) {
    this.#keys = keys;
  }

  /** A passport for this viewer, good for between half and all of its life. */
  async issue(viewer: Viewer): Promise<string> {
    this.#look();
    const key = JSON.stringify(viewer);
    const now = Date.now();
    const before = this.#issued.get(key);
    if (before && before.until > now) return before.token;
    const token = await this.sign({ viewer }, "hub-rooms", PASSPORT_LIFE);
    keep(this.#issued, key, { token, until: now + (PASSPORT_LIFE / 2) * 1000 });
    return token;
  }

  /** The viewer a passport names. Anything that is not a valid passport of ours is refused as UNAUTHENTICATED. */
  async viewer(passport: string | undefined): Promise<Viewer> {
    if (!passport) throw new Problem("UNAUTHENTICATED", "A room answers only to a passport of the gateway.");
    this.#look();
    const now = Date.now();
    const before = this.#verified.get(passport);
    if (before && before.until > now) return before.viewer;
    const claims = await this.verify(passport, "hub-rooms");
    const viewer = claims.viewer as Viewer;
    const until = Math.min(claims.exp!, claims.iat! + PASSPORT_LIFE);
    keep(this.#verified, passport, { viewer, until: until * 1000 });
    return viewer;
  }

  /** Signs claims for an audience, for a life in seconds. */
  async sign(claims: Record<string, unknown>, audience: Audience, life: number): Promise<string> {
    const { signing } = this.#keys.ring;
    if (!signing) throw new Error("This process holds no private key to sign with.");
    return new SignJWT(claims)
      .setProtectedHeader({ alg: "EdDSA", kid: signing.kid })
      .setIssuer(HUB_ISSUER)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(`${life}s`)
      .sign(signing.key);
  }

  /** The claims of a token signed by this hub for that audience and not expired; else UNAUTHENTICATED. */
  async verify(token: string, audience: Audience) {
    try {
      const { payload } = await jwtVerify(token, (header) => this.#keyFor(header), {
        algorithms: ["EdDSA"],
        issuer: HUB_ISSUER,
        audience,
        requiredClaims: ["exp", "iat"],
        maxTokenAge: LONGEST[audience],
        clockTolerance: CLOCKS_DIFFER,
      });
      return payload;
    } catch {
      throw new Problem("UNAUTHENTICATED", "The token is not valid here or has expired: get a new one.");
    }
  }

  async #keyFor({ kid = "" }: JWTHeaderParameters) {
    const acceptedIn = ({ accepted }: KeyRing) => {
      const found = accepted.get(kid);
      return found && found.until > Date.now() ? found.key : undefined;
    };
    const key = acceptedIn(this.#keys.ring) ?? acceptedIn(await this.#keys.latest());
    if (!key) throw new Error("No accepted key has this name.");
    return key;
  }

  #look(): void {
    this.#keys.look();
    if (this.#version === this.#keys.version) return;
    this.#version = this.#keys.version;
    this.#issued.clear();
    this.#verified.clear();
  }
}

/**
 * The hub's passports, by the keys of PASSPORT_PRIVATE_KEY and PASSPORT_PUBLIC_KEY where given, else by those kept in
 * `<home>/keys`, made on first use, which may be rotated while this process runs.
 */
export async function passports(
  home: string,
  environment: NodeJS.ProcessEnv = process.env,
  lookEveryMs?: number,
): Promise<Passports> {
  const given = await givenRing(environment);
  return new Passports(given ? Keys.fixed(given) : await Keys.readBy(() => keptRing(home), lookEveryMs));
}

/** Passports by a key that lives as long as this process. */
export const passingPassports = async (): Promise<Passports> =>
  new Passports(Keys.fixed(await passingRing()));

function keep<V>(cache: Map<string, V>, key: string, value: V) {
  if (cache.size >= 10_000) cache.clear();
  cache.set(key, value);
}
