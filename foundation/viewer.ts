/**
 * What a person may do beyond reading. A steward looks after the people of their own organisation, a curator after content,
 * an administrator after organisations and people.
 */
export type Role = "MEMBER" | "STEWARD" | "CURATOR" | "ADMINISTRATOR";

/** Who somebody is at the provider where they signed in, as the provider vouches for it. */
export interface SignedIn {
  issuer: string;
  subject: string;
  name?: string;
  /** only where the provider has verified it */
  email?: string;
}

/** Whoever asks, as the passport names them. */
export interface Viewer {
  kind: "STRANGER" | "MEMBER" | "PARTNER" | "SERVICE";
  /** id of the Member, for people only */
  member?: string;
  /** id of the Organisation they write for */
  organisation?: string;
  roles: readonly Role[];
  /** id of the pending Member that a stranger is: until they are confirmed they see and do what strangers do, save ask to join */
  applicant?: string;
  /** id of the Member that a stranger was, or would have been: what the hub holds of them is theirs to have, or to have erased */
  former?: string;
  /** of a stranger whom the hub does not know yet, on their first sign-in only */
  signedIn?: SignedIn;
  /** ids of the working groups they belong to */
  groups: readonly string[];
  /** id of the key that a partner asks with */
  key?: string;
  /** what a partner's key may do, as "content:members" */
  scopes: readonly string[];
}

export const STRANGER: Viewer = { kind: "STRANGER", roles: [], groups: [], scopes: [] };

/** The hub itself, when it indexes or loads content: it reads everything and writes as a curator. */
export const SERVICE: Viewer = {
  kind: "SERVICE",
  roles: ["CURATOR", "ADMINISTRATOR"],
  groups: [],
  scopes: [],
};

export const isCurator = (viewer: Viewer) => viewer.roles.includes("CURATOR");
export const isAdministrator = (viewer: Viewer) => viewer.roles.includes("ADMINISTRATOR");
export const isSteward = (viewer: Viewer) => viewer.roles.includes("STEWARD");
export const isMember = (viewer: Viewer) => viewer.kind === "MEMBER" && viewer.roles.includes("MEMBER");
