import { generate } from "../../../seeds/generate.ts";
import { loadFirstContent } from "../../../seeds/load.ts";
import type { TestHub } from "../../hub.ts";
import { makeNote, makeReply } from "../../make/annotations.ts";
import { belongs, makeHiddenGroup } from "../../make/groups.ts";
import { indexerOf } from "../../make/indexers.ts";
import { type Made, made } from "../../make/made.ts";

/** The types of record, and what else may be asked for by its id. */
const TABLES = {
  Practice: "practices.practice",
  Project: "projects.project",
  Workshop: "workshops.workshop",
  Series: "workshops.series",
  WorkingGroup: `"groups".working_group`,
  Resource: "resources.resource",
  Collection: "resources.collection",
  Organisation: "members.organisation",
  Territory: "members.territory",
  Topic: "topics.topic",
  Member: "members.member",
  Annotation: "annotations.annotation",
  Adoption: "practices.adoption",
} as const;

export type Type = keyof typeof TABLES;

/** What there is to ask for. */
export interface Ground {
  ids: Record<Type, string[]>;
  slugs: Record<string, string[]>;
  sourceIds: string[];
  /** cursors by the type whose lists they are of */
  cursors: Record<string, string[]>;
}

const CASES = [
  { status: "DRAFT", visibility: "PUBLIC" },
  { status: "IN_REVIEW", visibility: "MEMBERS" },
  { status: "PUBLISHED", visibility: "MEMBERS" },
  { status: "PUBLISHED", visibility: "GROUP" },
  { status: "ARCHIVED", visibility: "PUBLIC" },
] as const;

/** Fills a hub with the first content, generated records, and hidden records of every kind that others refer to. */
export async function fill(hub: TestHub): Promise<Ground> {
  await loadFirstContent({ ask: hub.house.ask });
  await generate({ database: hub.database, practices: 60, seed: 7 });
  const group = await makeHiddenGroup(hub);
  await belongs(hub, hub.people.colleague, group);
  const { practices, every } = await fillHidden(hub, group.id);
  await hang(hub, practices, every, group.id);
  const indexer = indexerOf(hub);
  await indexer.settled();
  await indexer.close();
  return groundOf(hub);
}

async function fillHidden(hub: TestHub, groupId: string) {
  const { alpha, beta } = hub.organisations;
  const every: { kind: string; recordId: string }[] = [];
  const make = async (type: string, links: (i: number) => object): Promise<string[]> => {
    const ids: string[] = [];
    for (const [i, { status, visibility }] of CASES.entries()) {
      const { id }: Made = await made(hub, type, {
        status,
        visibility,
        groupIds: visibility === "GROUP" ? [groupId] : [],
        ownerId: i % 2 ? alpha : beta,
        organisationIds: [alpha, beta],
        texts: { summary: `A record that is ${status} for ${visibility}.` },
        ...links(i),
      });
      ids.push(id);
      every.push({ kind: type.replace(/(?<=.)[A-Z]/g, "_$&").toUpperCase(), recordId: id });
    }
    return ids;
  };
  const next = (ids: readonly string[], i: number) => ids[(i + 1) % ids.length]!;
  const projectIds = await make("Project", () => ({
    partners: [{ organisationId: alpha, role: "partner", isLead: true }],
  }));
  const workingGroupIds = await make("WorkingGroup", () => ({ hostId: beta, projectIds }));
  const practices = await make("Practice", () => ({ projectIds, contactId: hub.people.member.id }));
  const series = await make("Series", () => ({ hostId: alpha, workingGroupIds }));
  const workshopIds = await make("Workshop", (i) => ({
    hostId: alpha,
    projectIds,
    workingGroupIds,
    practiceIds: practices,
    seriesId: next(series, i),
  }));
  await make("Resource", () => ({
    projectIds,
    workingGroupIds,
    workshopIds,
    practiceIds: practices,
    publisherIds: [beta],
  }));
  await make("Collection", () => ({
    items: every.slice(0, 40).map((item) => ({ ...item, why: "It belongs here." })),
  }));
  return { practices, every };
}

/** Notes for every audience with replies, one of them moderated, and adoptions of hidden practices. */
async function hang(
  hub: TestHub,
  practices: string[],
  every: { kind: string; recordId: string }[],
  groupId: string,
) {
  const { curator, colleague } = hub.people;
  const audiences = { EVERYONE: {}, MEMBERS: {}, GROUPS: { groupIds: [groupId] }, ONLY_ME: {} };
  for (const [i, { kind, recordId }] of every.filter((_, i) => i % 3 === 0).entries()) {
    const [audience, groups] = Object.entries(audiences)[i % 4]!;
    const { id, revision } = await makeNote(hub, curator, { on: recordId, kind, audience, ...groups });
    if (audience === "EVERYONE") await makeReply(hub, curator, id, { audience: "MEMBERS" });
    if (i % 5 === 0)
      await hub.tell(
        'mutation H($id: ID!, $revision: Int!) { moderateAnnotation(id: $id, revision: $revision, moderation: HIDDEN, reason: "Off the point.") { id } }',
        { id, revision },
      );
  }
  for (const [i, practiceId] of practices.entries())
    await hub.tell(
      "mutation A($practiceId: ID!, $input: NewAdoption!) { adoptPractice(practiceId: $practiceId, input: $input) { id } }",
      {
        practiceId,
        input: {
          state: "TRYING",
          language: "en",
          visibility: i % 2 ? "MEMBERS" : "PUBLIC",
          organisationId: hub.organisations[i % 2 ? "beta" : "alpha"],
          contactId: colleague.id,
        },
      },
    );
}

interface Row {
  id: string;
  slug?: string;
  sortName?: string;
  provenance?: { sourceId?: string };
  createdAt: Date;
}

/** The same order in every run: those made by hand first, without which what is hidden would hardly be met. */
const placeOf = ({ id, slug, sortName, provenance, createdAt }: Row) =>
  provenance ? `${provenance.sourceId ?? ""} ${slug}` : (sortName ?? `${createdAt.toISOString()} ${id}`);

async function groundOf(hub: TestHub): Promise<Ground> {
  const ids: Record<string, string[]> = {};
  const slugs: Record<string, string[]> = {};
  for (const [type, table] of Object.entries(TABLES)) {
    const rows: Row[] = await hub.db.query(`SELECT * FROM ${table}`);
    const sorted = rows
      .map((row) => ({ ...row, place: placeOf(row) }))
      .sort((one, other) => (one.place < other.place ? -1 : 1));
    const chosen = sorted.length > 40 ? [...sorted.slice(0, 25), ...sorted.slice(-15)] : sorted;
    ids[type] = chosen.map(({ id }) => id);
    slugs[type] = chosen.flatMap(({ slug }) => slug ?? []);
  }
  const lists =
    "practices projects workshops seriesList workingGroups resources collections organisations territories topics annotations";
  const fields = lists.split(" ").map((list) => `${list}(first: 3) { __typename edges { cursor } }`);
  const lookedUp = await hub.tell(`{ ${fields.join(" ")} }`);
  const cursors: Record<string, string[]> = {};
  for (const { __typename, edges } of Object.values(lookedUp) as {
    __typename: string;
    edges: { cursor: string }[];
  }[])
    cursors[__typename] = edges.map(({ cursor }) => cursor);
  const sourceIds = await hub.db.query(
    "SELECT provenance->>'sourceId' AS id FROM practices.practice WHERE provenance->>'sourceId' IS NOT NULL ORDER BY 1 LIMIT 20",
  );
  return {
    ids: ids as Ground["ids"],
    slugs,
    cursors,
    sourceIds: sourceIds.map(({ id }: { id: string }) => id),
  };
}
