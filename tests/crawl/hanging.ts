import type { Person, TestHub } from "../hub.ts";
import { askOwner, makeNote, makeReply } from "../make/annotations.ts";
import { inChunks } from "../make/chunks.ts";
import { both, everyone, nobody, readers, type Who } from "./audience.ts";
import { kindOf, type Salted, type Type, types } from "./records.ts";
import type { Secrets } from "./secrets.ts";

/** Something that hangs on a record and has seers of its own. */
export interface Hanging {
  id: string;
  on: string;
  seers: readonly Who[];
}

const audiences: Readonly<Record<string, readonly Who[]>> = {
  EVERYONE: everyone,
  MEMBERS: readers,
  GROUPS: ["grouped"],
  ONLY_ME: nobody,
};

/** Notes for every audience and questions to the owner on all practices and on some records of each other kind, all by a curator; some are hidden, some by a member for themself. */
export async function annotateAll(
  hub: TestHub,
  secrets: Secrets,
  records: Record<Type, Salted[]>,
  group: string,
) {
  const notes: Hanging[] = [];
  const { curator, member } = hub.people;
  const note = async (by: Person, on: Salted, audience: string, seers: readonly Who[]) => {
    const word = secrets.word(seers);
    const { id, revision } = await makeNote(hub, by, {
      on: on.id,
      kind: kindOf(on.type),
      audience,
      body: `Lantern ${word}`,
      tags: [word],
      links: [`https://n.example/${word}`],
      canonical: `https://n.example/${word}`,
      via: [`https://n.example/via/${word}`],
      target: { field: "summary", language: "en", quote: { exact: on.word, prefix: "Lantern " } },
      ...(audience === "GROUPS" ? { groupIds: [group] } : {}),
    });
    notes.push({ id: secrets.keep(id, seers), on: on.id, seers });
    return { id, revision };
  };
  const onAll = async (record: Salted) => {
    for (const [audience, admitted] of Object.entries(audiences))
      await note(curator, record, audience, both(record.seers, admitted));
    const open = await note(curator, record, "EVERYONE", record.seers);
    const seers = both(record.seers, readers);
    const word = secrets.word(seers);
    const reply = await makeReply(hub, curator, open.id, { audience: "MEMBERS", body: `Lantern ${word}` });
    notes.push({ id: secrets.keep(reply.id, seers), on: record.id, seers });
    const asker = both(record.seers, [record.of.owner]);
    const asked = secrets.word(asker);
    const question = await askOwner(hub, curator, record.id, {
      target: { kind: kindOf(record.type) },
      body: `Lantern ${asked}`,
    });
    notes.push({ id: secrets.keep(question.id, asker), on: record.id, seers: asker });
    const hidden = await note(curator, record, "EVERYONE", nobody);
    await hub.tell(
      "mutation H($id: ID!, $revision: Int!, $reason: String!) { moderateAnnotation(id: $id, revision: $revision, moderation: HIDDEN, reason: $reason) { id } }",
      { ...hidden, reason: secrets.word(nobody) },
    );
  };
  const all = types.flatMap((type) => (type === "Practice" ? records[type] : records[type].slice(0, 8)));
  await inChunks(all, 12, onAll);
  await note(member, records.Practice[0]!, "ONLY_ME", ["alpha"]);
  return notes;
}

const other = ({ of }: Salted) => (of.owner === "alpha" ? "beta" : "alpha");

/** Two adoptions of each practice, one for everybody and one for members; of published ones the latter led to a draft. */
export async function adoptAll(
  hub: TestHub,
  secrets: Secrets,
  practices: readonly Salted[],
  organisationId: string,
  contactId: string,
): Promise<Hanging[]> {
  return Promise.all(
    practices.flatMap((practice) =>
      [
        { visibility: "PUBLIC", admitted: everyone, organisationId },
        {
          visibility: "MEMBERS",
          admitted: readers,
          organisationId: hub.organisations[other(practice)],
          resultingPracticeId:
            practice.of.status === "PUBLISHED"
              ? practices.find(({ of }) => of.status === "DRAFT" && of.owner === other(practice))!.id
              : null,
        },
      ].map(async ({ admitted, ...input }) => {
        const seers = both(practice.seers, admitted);
        const word = secrets.word(seers);
        const { made } = await hub.tell(
          "mutation A($id: ID!, $input: NewAdoption!) { made: adoptPractice(practiceId: $id, input: $input) { id history { nodes { id } } } }",
          {
            id: practice.id,
            input: {
              ...input,
              contactId,
              state: "TRYING",
              language: "en",
              changed: word,
              outcome: `Lantern ${word}`,
            },
          },
        );
        for (const { id } of made.history.nodes) secrets.keep(id, seers);
        return { id: secrets.keep(made.id, seers), on: practice.id, seers };
      }),
    ),
  );
}
