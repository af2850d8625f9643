import { createRemoteJWKSet, decodeJwt, errors, type JWTPayload, jwtVerify } from "jose";
import { allowInsecureRequests, type Configuration, discovery, fetchUserInfo, None } from "openid-client";
import type { Logger } from "pino";
import { Problem } from "../foundation/problems.ts";
import { onThisMachine } from "../foundation/this-machine.ts";
import type { SignedIn } from "../foundation/viewer.ts";

export interface ProviderSettings {
  issuer: string;
  /** whom its access tokens for the hub name as audience */
  audience: string;
  /** the client of `hub login` */
  clientId: string;
}

/** Signatures that only the holder of a private key can make: with any other the public key would be a password. */
const ALGORITHMS = [
  ...["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
  ...["ES256", "ES384", "ES512", "EdDSA", "Ed25519"],
];

/** By how many seconds the provider's clock may differ from ours. */
const CLOCKS_DIFFER = 5;

/** How long the provider may take to answer before it counts as down. */
const DEADLINE_MS = 3_000;

/** How long it is left alone after it could not be reached. */
const REST_MS = 2_000;

/** How often its keys are read again, so that one it has withdrawn ends; an unknown one is looked up at once. */
const RENEW_MS = 600_000;

/** For how long it may be down while the keys it had are still believed. */
const BELIEVED_MS = 86_400_000;

/** How long a token that was found good is not looked at again. */
const GOOD_MS = 60_000;

interface Known {
  config: Configuration;
  keys: ReturnType<typeof createRemoteJWKSet>;
  since: number;
}

/** An OpenID provider whose access tokens people bring. */
export interface SignInProvider {
  /** Is this a token that says of itself to be the provider's? */
  issued(token: string): boolean;
  /**
   * Whom a token names. Throws UNAUTHENTICATED for one that is not valid, and SIGN_IN_UNAVAILABLE where that cannot be
   * found out because the provider does not answer.
   */
  verify(token: string): Promise<JWTPayload & { iss: string; sub: string }>;
  /** What the provider says of whom a token names; what it does not vouch for is left out. */
  profile(token: string, claims: JWTPayload & { iss: string; sub: string }): Promise<SignedIn>;
}

const unavailable = () =>
  new Problem(
    "SIGN_IN_UNAVAILABLE",
    "Who you are cannot be checked at the moment: try again soon, or without a token for what is public.",
  );

const unauthenticated = () =>
  new Problem("UNAUTHENTICATED", "The token is not valid here or has expired: sign in again.");

/** Nothing is asked of the provider before somebody brings a token of its; it may be down until then, and again later. */
export function signInProvider(
  { issuer, audience, clientId }: ProviderSettings,
  log: Logger,
): SignInProvider {
  let known: Promise<Known> | undefined;
  let renewed = 0;
  let restsUntil = 0;
  const good = new Map<string, { claims: JWTPayload & { iss: string; sub: string }; until: number }>();

  async function discover(): Promise<Known> {
    const url = new URL(issuer);
    const config = await discovery(url, clientId, undefined, None(), {
      timeout: DEADLINE_MS / 1000,
      execute: onThisMachine(url) ? [allowInsecureRequests] : [],
    });
    const { jwks_uri } = config.serverMetadata();
    if (!jwks_uri) throw new Error("The provider names no keys.");
    const keys = createRemoteJWKSet(new URL(jwks_uri), {
      timeoutDuration: DEADLINE_MS,
      cooldownDuration: REST_MS,
      cacheMaxAge: Number.POSITIVE_INFINITY,
    });
    await keys.reload();
    return { config, keys, since: Date.now() };
  }

  async function provider(): Promise<Known> {
    const now = Date.now();
    if (!known) {
      if (now < restsUntil) throw unavailable();
      renewed = now;
      known = discover();
      known.catch((error) => {
        known = undefined;
        restsUntil = Date.now() + REST_MS;
        log.warn({ issuer, err: error }, "the OpenID provider does not answer");
      });
    }
    const current = await known;
    if (now - renewed > RENEW_MS) {
      renewed = now;
      discover().then(
        (next) => {
          known = Promise.resolve(next);
          good.clear();
        },
        (error) => log.warn({ issuer, err: error }, "the OpenID provider's keys could not be read again"),
      );
    }
    if (now - current.since > BELIEVED_MS) throw unavailable();
    return current;
  }

  async function verify(token: string) {
    const now = Date.now();
    const before = good.get(token);
    if (before && before.until > now) return before.claims;
    const { config, keys } = await provider().catch(() => {
      throw unavailable();
    });
    try {
      const { payload, protectedHeader } = await jwtVerify(token, keys, {
        algorithms: ALGORITHMS,
        issuer: config.serverMetadata().issuer,
        audience,
        requiredClaims: ["exp", "sub"],
        clockTolerance: CLOCKS_DIFFER,
      });
      const claims = checked(payload, protectedHeader.typ);
      if (good.size >= 10_000) good.clear();
      good.set(token, { claims, until: Math.min(claims.exp! * 1000, now + GOOD_MS) });
      return claims;
    } catch (error) {
      if (isTokensFault(error)) throw unauthenticated();
      log.warn({ issuer, err: error }, "a token could not be checked");
      throw unavailable();
    }
  }

  async function userInfo(token: string, subject: string): Promise<Record<string, unknown>> {
    const { config } = await provider();
    if (!config.serverMetadata().userinfo_endpoint) return {};
    return { ...(await fetchUserInfo(config, token, subject)) };
  }

  return {
    issued(token) {
      try {
        return trimmed(String(decodeJwt(token).iss)) === trimmed(issuer);
      } catch {
        return false;
      }
    },
    verify,
    async profile(token, claims) {
      const told =
        typeof claims.name === "string" ? claims : await userInfo(token, claims.sub).catch(() => claims);
      const name = told.name ?? told.preferred_username;
      const email = told.email_verified === true ? told.email : undefined;
      return {
        issuer: claims.iss,
        subject: claims.sub,
        ...(typeof name === "string" ? { name: name.slice(0, 500) } : {}),
        ...(typeof email === "string" && /^[^\s@]{1,64}@[^\s@]{1,190}$/.test(email)
          ? { email: email.toLowerCase() }
          : {}),
      };
    },
  };
}

const trimmed = (address: string) => address.replace(/\/$/, "");

/** The claims of an access token; an ID token, which is for the client alone, is refused even where its audience is ours. */
function checked(payload: JWTPayload, typ = "JWT") {
  const { iss, sub, iat } = payload;
  const kind = typ.toLowerCase().replace(/^application\//, "");
  const isIdToken = "nonce" in payload || "at_hash" in payload || "c_hash" in payload;
  const early = iat !== undefined && iat > Date.now() / 1000 + CLOCKS_DIFFER;
  if (!iss || !sub || sub.length > 255 || !["at+jwt", "jwt"].includes(kind) || isIdToken || early)
    throw new errors.JWTInvalid("This is no access token.");
  return { ...payload, iss, sub };
}

/** Was it the token that was at fault, rather than the way to the provider's keys? */
const isTokensFault = (error: unknown) =>
  error instanceof errors.JWTExpired ||
  error instanceof errors.JWTClaimValidationFailed ||
  error instanceof errors.JWTInvalid ||
  error instanceof errors.JWSInvalid ||
  error instanceof errors.JWSSignatureVerificationFailed ||
  error instanceof errors.JOSEAlgNotAllowed ||
  error instanceof errors.JOSENotSupported ||
  error instanceof errors.JWKSNoMatchingKey ||
  error instanceof errors.JWKSMultipleMatchingKeys;
