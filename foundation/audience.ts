import { readsMembersContent, readsPublicContent } from "./access.ts";
import { isCurator, isMember, type Viewer } from "./viewer.ts";

/**
 * The roles of PostgreSQL under which rooms read, and what the database itself shows each of them: the public what is
 * published for everybody, members what is for them, curators all content, and viewers only what the settings of their
 * transaction name.
 */
export const ROLES = ["hub_public", "hub_viewer", "hub_member", "hub_curator"] as const;
export type Role = (typeof ROLES)[number];

/** As whom a statement is run: a role, and the settings of its transaction by which the role's policies know the viewer. */
export interface Audience {
  role: Role;
  settings: Readonly<Record<string, string>>;
  /** the same for the same role and settings */
  key: string;
}

/** The settings that each role's policies read, each with a value where a viewer's audience says nothing of it. */
export const SETTINGS: Readonly<Record<Role, readonly string[]>> = {
  hub_public: [],
  hub_viewer: ["shows", "member", "person"],
  hub_member: ["member", "organisation", "groups"],
  hub_curator: ["member", "organisation"],
};

const audience = (role: Role, settings: Record<string, string | undefined> = {}): Audience => {
  const all = Object.fromEntries(SETTINGS[role].map((name) => [name, settings[name] ?? ""]));
  return { role, settings: all, key: [role, ...Object.values(all)].join("\n") };
};

const PUBLIC = audience("hub_public");
const known = new WeakMap<Viewer, Audience>();
const knownApart = new WeakMap<Viewer, Audience>();

/**
 * The audience to which a viewer belongs, with the same rule as `contentFor`. `apart` asks for what is not content, which
 * the public has none of: partners then ask as themselves.
 */
export function audienceOf(viewer: Viewer, apart = false): Audience {
  const memory = apart ? knownApart : known;
  let found = memory.get(viewer);
  if (!found) {
    found = asContentReader(viewer);
    if (apart && found === PUBLIC) found = asViewer(viewer);
    memory.set(viewer, found);
  }
  return found;
}

function asContentReader(viewer: Viewer): Audience {
  const { kind, member, organisation, groups } = viewer;
  if (kind === "SERVICE" || isCurator(viewer)) return audience("hub_curator", { member, organisation });
  if (isMember(viewer)) return audience("hub_member", { member, organisation, groups: `{${groups.join()}}` });
  const asViewed = asViewer(viewer);
  return asViewed.key === EVERYTHING_PUBLIC.key ? PUBLIC : asViewed;
}

const asViewer = (viewer: Viewer): Audience =>
  audience("hub_viewer", {
    member: viewer.kind === "MEMBER" ? viewer.member : undefined,
    shows: `{${[
      ...(readsPublicContent(viewer) ? ["PUBLIC"] : []),
      ...(readsMembersContent(viewer) ? ["MEMBERS"] : []),
      ...(viewer.kind !== "PARTNER" || viewer.scopes.includes("annotations:public") ? ["EVERYONE"] : []),
    ].join()}}`,
  });

const EVERYTHING_PUBLIC = audience("hub_viewer", { shows: "{PUBLIC,EVERYONE}" });

/** Somebody who is given what the hub holds of them: rows that name them, and no others. */
export const personally = (person: string): Audience => audience("hub_viewer", { person });
