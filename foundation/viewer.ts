/** What a person may do beyond reading. A curator looks after content, an administrator after organisations and people. */
export type Role = "MEMBER" | "CURATOR" | "ADMINISTRATOR";

/** Whoever asks, as the passport names them. */
export interface Viewer {
  kind: "STRANGER" | "MEMBER" | "PARTNER" | "SERVICE";
  /** id of the Member, for people only */
  member?: string;
  /** id of the Organisation they write for */
  organisation?: string;
  roles: readonly Role[];
  /** ids of the working groups they belong to */
  groups: readonly string[];
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
export const isMember = (viewer: Viewer) => viewer.kind === "MEMBER" && viewer.roles.includes("MEMBER");
