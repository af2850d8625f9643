import type { IncomingHttpHeaders } from "node:http";
import type { ExecutionResult } from "graphql";
import { type Language, languagesOf } from "../foundation/language.ts";
import type { Passports } from "../foundation/passport.ts";
import { Problem } from "../foundation/problems.ts";
import { type Role, SERVICE, STRANGER, type Viewer } from "../foundation/viewer.ts";

/** Whoever asks, as the rest of the gateway needs to know them. */
export interface Identity {
  passport: string;
  /** names the viewer in logs and keys what may be shared between their requests; tells nothing to outsiders */
  key: string;
  /** the most wanted first */
  languages: readonly Language[];
  /** true for people and partners the hub knows: they may read the schema */
  trusted: boolean;
}

type Ask = (
  query: string,
  variables: Record<string, unknown>,
  identity: Identity,
) => Promise<ExecutionResult>;

interface Known {
  viewer: Viewer;
  languages: readonly Language[];
}

/** How long what the graph says of a member is believed, so that a role or group that was taken away ends soon. */
const BELIEVED_MS = 5_000;

const MEMBER = `query Identity($id: ID!) {
  member(id: $id) { id state roles languages organisation { id } groupIds }
}`;

/**
 * Turns what a caller brings into a passport. `ask` puts an operation to the graph itself: who a member is, what they
 * may do and which groups they belong to stands there, never in the token.
 */
export function identities({ passports, ask }: { passports: Passports; ask: Ask }) {
  const believed = new Map<string, { known: Promise<Known>; until: number }>();

  const service = async (): Promise<Identity> => ({
    passport: await passports.issue(SERVICE),
    key: "service",
    languages: [],
    trusted: true,
  });

  /** Nobody, a member or a partner, by the header `authorization: Bearer …`. Throws UNAUTHENTICATED for a token that is not ours or has expired. */
  async function identify(headers: IncomingHttpHeaders): Promise<Identity> {
    const asked = languagesOf(headers["accept-language"]);
    if (headers.authorization === undefined) {
      return { passport: await passports.issue(STRANGER), key: "stranger", languages: asked, trusted: false };
    }
    const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(headers.authorization)?.[1];
    if (!token)
      throw new Problem("UNAUTHENTICATED", "The authorization header must be: Bearer, a space, and a token.");
    const claims = await passports.verify(token, "hub-gateway");
    if (claims.partner !== undefined) {
      const scopes = Array.isArray(claims.scopes) ? claims.scopes.map(String) : [];
      const viewer: Viewer = { kind: "PARTNER", roles: [], groups: [], scopes };
      return {
        passport: await passports.issue(viewer),
        key: `partner ${claims.partner}`,
        languages: asked,
        trusted: true,
      };
    }
    if (!claims.sub) throw new Problem("UNAUTHENTICATED", "The token names nobody: get a new one.");
    const { viewer, languages } = await memberOf(claims.sub);
    return {
      passport: await passports.issue(viewer),
      key: `member ${claims.sub}`,
      languages: [...new Set([...asked, ...languages])],
      trusted: viewer.kind === "MEMBER",
    };
  }

  function memberOf(id: string): Promise<Known> {
    const now = Date.now();
    const before = believed.get(id);
    if (before && before.until > now) return before.known;
    const known = lookUp(id);
    if (believed.size >= 10_000) believed.clear();
    believed.set(id, { known, until: now + BELIEVED_MS });
    known.catch(() => believed.delete(id));
    return known;
  }

  async function lookUp(id: string): Promise<Known> {
    const { data, errors } = await ask(MEMBER, { id }, await service());
    if (errors?.length)
      throw new Problem("UNAUTHENTICATED", "Who you are cannot be looked up at the moment: try again soon.");
    const member = data?.member as MemberAnswer | null;
    if (member?.state !== "ACTIVE") return { viewer: STRANGER, languages: member?.languages ?? [] };
    return {
      viewer: {
        kind: "MEMBER",
        member: member.id,
        ...(member.organisation ? { organisation: member.organisation.id } : {}),
        roles: [...new Set<Role>(["MEMBER", ...member.roles])].sort(),
        groups: [...(member.groupIds ?? [])].sort(),
        scopes: [],
      },
      languages: member.languages,
    };
  }

  /** Forgets what was believed of a viewer, after they changed something: a group they joined counts at once. */
  const forget = ({ key }: Identity) => void believed.delete(key.replace(/^member /, ""));

  return { identify, service, forget };
}

interface MemberAnswer {
  id: string;
  state: string;
  roles: Role[];
  languages: Language[];
  organisation: { id: string } | null;
  groupIds: string[] | null;
}
