import type { IncomingHttpHeaders } from "node:http";
import type { ExecutionResult } from "graphql";
import type { Logger } from "pino";
import type { Caller } from "../foundation/context.ts";
import { type Language, languagesOf } from "../foundation/language.ts";
import { isPartnerKey } from "../foundation/partner-key.ts";
import type { Passports } from "../foundation/passport.ts";
import { Problem } from "../foundation/problems.ts";
import { type Role, SERVICE, STRANGER, type Viewer } from "../foundation/viewer.ts";
import { believing } from "./believing.ts";
import { type PartnerKey, partnerKeys } from "./partner-keys.ts";
import type { SignInProvider } from "./provider.ts";

/** Whoever asks, as the rest of the gateway needs to know them. */
export interface Identity {
  passport: string;
  /** keys what may be shared between their requests */
  key: string;
  /** names the viewer in logs, by an id of the hub's own */
  who: string;
  /** the key that a partner asks with */
  partner?: PartnerKey;
  /** the most wanted first */
  languages: readonly Language[];
  /** true for people and partners the hub knows: they may read the schema */
  trusted: boolean;
  /** when their token expires, in milliseconds since 1970; undefined where it does not */
  until?: number;
}

/** Finds out who asks, by their headers. Where it is to be `fresh`, no earlier answer of the graph is taken for it. */
export type Identify = (headers: IncomingHttpHeaders, caller: Caller, fresh?: boolean) => Promise<Identity>;

type Ask = (
  query: string,
  variables: Record<string, unknown>,
  identity: Identity,
  caller?: Caller,
) => Promise<ExecutionResult>;

interface Known {
  viewer: Viewer;
  languages: readonly Language[];
}

/** How long what the graph says of a member is believed, so that a role or group that was taken away ends soon. */
const BELIEVED_MS = 5_000;

const MEMBER = "id state roles languages organisation { id } groupIds";
const BY_ID = `query Identity($id: ID!) { member(id: $id) { ${MEMBER} } }`;
const BY_IDENTITY = `query Identity($issuer: String!, $subject: String!) {
  member: memberByIdentity(issuer: $issuer, subject: $subject) { ${MEMBER} }
}`;
const SIGN_IN = "mutation FirstSignIn { signIn }";

export interface IdentitiesOptions {
  passports: Passports;
  /** Puts an operation to the graph itself: who a member is, what they may do and which groups they belong to stands there, never in a token. */
  ask: Ask;
  /** where people sign in; undefined where the hub takes its own tokens alone */
  provider?: SignInProvider | undefined;
  log: Logger;
  /** how often it is told at the latest what keys were used for */
  tellKeysMs?: number | undefined;
  /** how long what the graph says of a member or a key is believed; 5 and 10 s unless told */
  believedMs?: number | undefined;
}

/** Turns what a caller brings into a passport. */
export function identities({ passports, ask, provider, log, tellKeysMs, believedMs }: IdentitiesOptions) {
  const believed = believing<Known>(believedMs ?? BELIEVED_MS);

  const keys = partnerKeys(asHub, log, tellKeysMs, believedMs);

  const service = async (): Promise<Identity> => ({
    passport: await passports.issue(SERVICE),
    key: "service",
    who: "SERVICE",
    languages: [],
    trusted: true,
  });

  /**
   * Nobody, a member or a partner, by the header `authorization: Bearer …`. Throws UNAUTHENTICATED for a token that is
   * neither the provider's nor ours, has expired or was taken back, and SIGN_IN_UNAVAILABLE where that cannot be found out.
   */
  const identify: Identify = async (headers, caller, fresh = false) => {
    const asked = languagesOf(headers["accept-language"]);
    if (headers.authorization === undefined) {
      return identityOf("stranger", { viewer: STRANGER, languages: [] }, asked);
    }
    const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(headers.authorization)?.[1];
    if (!token)
      throw new Problem("UNAUTHENTICATED", "The authorization header must be: Bearer, a space, and a token.");
    if (isPartnerKey(token)) {
      const partner = await keys.find(token, fresh);
      const { id: key, scopes } = partner;
      const viewer: Viewer = { kind: "PARTNER", key, roles: [], groups: [], scopes };
      return { ...(await identityOf(`partner ${key}`, { viewer, languages: [] }, asked)), partner };
    }
    if (provider?.issued(token)) {
      const claims = await provider.verify(token);
      const key = `identity ${JSON.stringify([claims.iss, claims.sub])}`;
      const known = before(key, fresh) ?? believed.keep(key, metAt(provider, token, claims, caller));
      return { ...(await identityOf(key, await known, asked)), ...untilOf(claims) };
    }
    const claims = await passports.verify(token, "hub-gateway");
    const id = claims.sub;
    if (!id) throw new Problem("UNAUTHENTICATED", "The token names nobody: get a new one.");
    const key = `member ${id}`;
    const known = before(key, fresh) ?? believed.keep(key, lookUp(BY_ID, { id }).then(knownAs));
    return { ...(await identityOf(key, await known, asked)), ...untilOf(claims) };
  };

  const before = (key: string, fresh: boolean) => (fresh ? undefined : believed.get(key));

  /** A member as they would ask at this moment, with these languages; undefined where they take part no more. */
  async function asMember(id: string, languages: readonly Language[]): Promise<Identity | undefined> {
    const known = knownAs(await lookUp(BY_ID, { id }));
    return known.viewer.kind === "MEMBER" ? identityOf(`member ${id}`, known, languages) : undefined;
  }

  /** Who signs in as that subject; met for the first time, they become known to the hub. */
  async function metAt(
    { profile }: SignInProvider,
    token: string,
    claims: Awaited<ReturnType<SignInProvider["verify"]>>,
    caller: Caller,
  ): Promise<Known> {
    const whom = { issuer: claims.iss, subject: claims.sub };
    const before = await lookUp(BY_IDENTITY, whom);
    if (before) return knownAs(before);
    await arrive(await profile(token, claims), caller);
    return knownAs(await lookUp(BY_IDENTITY, whom));
  }

  async function identityOf(
    key: string,
    { viewer, languages }: Known,
    asked: readonly Language[],
  ): Promise<Identity> {
    return {
      passport: await passports.issue(viewer),
      key,
      who: viewer.member ?? viewer.applicant ?? viewer.former ?? viewer.key ?? viewer.kind,
      languages: [...new Set([...asked, ...languages])],
      trusted: viewer.kind !== "STRANGER",
    };
  }

  async function lookUp(query: string, variables: Record<string, unknown>): Promise<MemberAnswer | null> {
    return ((await asHub(query, variables)).member as MemberAnswer | null | undefined) ?? null;
  }

  async function asHub(query: string, variables: Record<string, unknown> = {}) {
    const { data, errors } = await ask(query, variables, await service());
    if (errors?.length || !data) throw unknowable();
    return data as Record<string, unknown>;
  }

  /** Makes somebody known who has signed in for the first time; what they say of themselves travels in their passport. */
  async function arrive(signedIn: NonNullable<Viewer["signedIn"]>, caller: Caller): Promise<void> {
    const passport = await passports.issue({ ...STRANGER, signedIn });
    const arriving = { passport, key: "arriving", who: "arriving", languages: [], trusted: false };
    const { errors } = await ask(SIGN_IN, {}, arriving, caller);
    if (errors?.length) throw unknowable();
  }

  /** Forgets what was believed of a viewer, after they changed something: a group they joined counts at once. */
  const forget = ({ key }: Identity) => believed.forget(key);

  return { identify, service, asMember, forget, partners: keys, asHub };
}

const untilOf = ({ exp }: { exp?: number | undefined }) => (exp === undefined ? {} : { until: exp * 1_000 });

const unknowable = () =>
  new Problem("SIGN_IN_UNAVAILABLE", "Who you are cannot be looked up at the moment: try again soon.");

interface MemberAnswer {
  id: string;
  state: string;
  roles: Role[];
  languages: Language[];
  organisation: { id: string } | null;
  groupIds: string[] | null;
}

/** Whoever does not take part is a stranger; one who waits to be confirmed may also ask to join. */
function knownAs(member: MemberAnswer | null): Known {
  const languages = member?.languages ?? [];
  if (member?.state === "PENDING") return { viewer: { ...STRANGER, applicant: member.id }, languages };
  if (!member) return { viewer: STRANGER, languages };
  if (member.state !== "ACTIVE") return { viewer: { ...STRANGER, former: member.id }, languages };
  const viewer: Viewer = {
    kind: "MEMBER",
    member: member.id,
    ...(member.organisation ? { organisation: member.organisation.id } : {}),
    roles: [...new Set<Role>(["MEMBER", ...member.roles])].sort(),
    groups: [...(member.groupIds ?? [])].sort(),
    scopes: [],
  };
  return { viewer, languages };
}
