/** Those as whom the crawl asks. `alpha` and `beta` are members of the two cities, `grouped` of the working group. */
export const everyone = [
  "stranger",
  "pending",
  "partner",
  "partnerMembers",
  "alpha",
  "beta",
  "grouped",
] as const;
export type Who = (typeof everyone)[number];

export const members: readonly Who[] = ["alpha", "beta", "grouped"];
export const readers: readonly Who[] = [...members, "partnerMembers"];
export const nobody: readonly Who[] = [];

type Status = "DRAFT" | "IN_REVIEW" | "PUBLISHED" | "ARCHIVED";
/** `GROUP` is for the group to which `grouped` belongs, `OTHER_GROUP` for one to which nobody does. */
type Meant = "PUBLIC" | "MEMBERS" | "GROUP" | "OTHER_GROUP";

/** One combination of what decides who sees a record. */
export interface Case {
  status: Status;
  meant: Meant;
  owner: "alpha" | "beta";
}

const published: Readonly<Record<Meant, readonly Who[]>> = {
  PUBLIC: everyone,
  MEMBERS: readers,
  GROUP: ["grouped"],
  OTHER_GROUP: nobody,
};

/** Who sees a record: the rule in its shortest form, told apart from the code that keeps it. */
export const seersOf = ({ status, meant, owner }: Case): readonly Who[] =>
  status === "PUBLISHED" ? published[meant] : [owner];

/** Every combination; the first is published for everybody. */
export const cases: readonly Case[] = [
  ...(["PUBLISHED", "DRAFT", "IN_REVIEW", "ARCHIVED"] as const).flatMap((status) =>
    (["PUBLIC", "MEMBERS", "GROUP"] as const).flatMap((meant) =>
      (["alpha", "beta"] as const).map((owner) => ({ status, meant, owner })),
    ),
  ),
  { status: "PUBLISHED", meant: "OTHER_GROUP", owner: "alpha" },
];

export const both = (a: readonly Who[], b: readonly Who[]): readonly Who[] =>
  a.filter((who) => b.includes(who));
