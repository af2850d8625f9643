import type { Language } from "../foundation/language.ts";
import { adoptions, inOrder, linked, type Seed, seeds, sources } from "./content.ts";
import { type Ask, asking, type Deed } from "./operations.ts";
import { type Progress, silently } from "./progress.ts";

export interface Loaded {
  /** records that were not there */
  created: number;
  /** records that an earlier run had left without a translation or unpublished */
  completed: number;
  /** records that were there already, as they are */
  there: number;
}

/** What the hub has of a record of the first content. */
interface State {
  id: string;
  revision: number;
  languages: Language[];
  status?: string;
}

const ORIGINAL: Language = "en";
const UNTRANSLATED = new Set(["Member"]);
const UNPUBLISHED = new Set(["Topic", "Territory", "Organisation", "Member"]);

/**
 * Loads the first content through the graph: creates what is missing, adds its translations and publishes it. What is
 * there stays as it is, however it was changed since. A run that died half-way is completed by the next one.
 */
export async function loadFirstContent({
  ask,
  progress = silently,
}: {
  ask: Ask;
  progress?: Progress;
}): Promise<Loaded> {
  const all = seeds();
  const documents = sources();
  const graph = asking(ask);
  const states = await graph.states(all.filter(({ type }) => type !== "Member"));
  const touched = new Map<string, "created" | "completed">();
  const idOf = (sourceId: string) => states.get(sourceId)!.id;

  const counts = new Map<string, { done: number; of: number }>();
  for (const { type } of all) counts.set(type, { done: 0, of: (counts.get(type)?.of ?? 0) + 1 });

  for (const wave of inOrder(all)) {
    const people = wave.filter(({ type }) => type === "Member");
    for (const [sourceId, state] of await graph.people(people, idOf)) states.set(sourceId, state);

    const missing = wave.filter(({ sourceId }) => !states.has(sourceId));
    const created = await graph.mutate(
      missing.map((seed) => ({ seed, verb: "create", variables: { input: inputOf(seed, documents, idOf) } })),
    );
    for (const [i, seed] of missing.entries()) {
      states.set(seed.sourceId, {
        languages: [ORIGINAL],
        status: "DRAFT",
        ...created[i]!,
      });
      touched.set(seed.sourceId, "created");
    }
    await complete(wave, states, touched, graph.mutate, idOf);
    for (const { type } of wave) {
      const count = counts.get(type)!;
      count.done += 1;
      progress(inWords[type]!, count.done, count.of);
    }
  }
  await graph.adopt(adoptions().map((adoption) => linked(adoption, idOf)));
  await graph.settle(all, idOf);

  const kinds = [...touched.values()];
  const created = kinds.filter((kind) => kind === "created").length;
  return { created, completed: kinds.length - created, there: all.length - kinds.length };
}

/** Adds the languages that are missing and publishes what is still a draft. */
async function complete(
  wave: readonly Seed[],
  states: Map<string, State>,
  touched: Map<string, string>,
  mutate: (deeds: Deed[]) => Promise<{ id: string; revision: number }[]>,
  idOf: (sourceId: string) => string,
) {
  const carryOut = async (deeds: Deed[]) => {
    const answers = await mutate(deeds);
    for (const [i, { seed }] of deeds.entries()) {
      Object.assign(states.get(seed.sourceId)!, answers[i]);
      if (!touched.has(seed.sourceId)) touched.set(seed.sourceId, "completed");
    }
  };
  const drafts = (seed: Seed) => !UNPUBLISHED.has(seed.type) && states.get(seed.sourceId)!.status === "DRAFT";
  const isNew = (seed: Seed) => UNPUBLISHED.has(seed.type) || drafts(seed);

  const translatable = wave.filter((seed) => !UNTRANSLATED.has(seed.type) && isNew(seed));
  const languages = new Set(translatable.flatMap(({ texts }) => Object.keys(texts) as Language[]));
  for (const language of languages) {
    const lacking = translatable.filter(
      ({ sourceId, texts }) => texts[language] && !states.get(sourceId)!.languages.includes(language),
    );
    await carryOut(
      lacking.map((seed) => ({
        seed,
        verb: "translate",
        language,
        variables: { ...stand(states, seed), texts: linked(seed.texts[language]!, idOf) },
      })),
    );
  }
  await carryOut(
    wave.filter(drafts).map((seed) => ({ seed, verb: "publish", variables: stand(states, seed) })),
  );
}

const stand = (states: Map<string, State>, { sourceId }: Seed) => {
  const { id, revision } = states.get(sourceId)!;
  return { id, revision };
};

/** The record as its mutation takes it. */
function inputOf(seed: Seed, documents: Record<string, string>, idOf: (sourceId: string) => string) {
  const fields = linked(seed.fields, idOf);
  if (seed.type === "Member") return fields;
  const { memberIds, ...input } = fields;
  if (memberIds) input.leadIds = [...((input.leadIds as string[]) ?? []), ...(memberIds as string[])];
  return {
    ...input,
    language: ORIGINAL,
    texts: linked(seed.texts[ORIGINAL], idOf),
    provenance: {
      sourceId: seed.sourceId,
      sources: seed.sources.map((key) => documents[key]),
      claims: seed.claims.map(({ source, ...claim }) => ({
        ...claim,
        source: source ? (documents[source] ?? source) : null,
      })),
    },
  };
}

const inWords: Readonly<Record<string, string>> = {
  Topic: "topics",
  Territory: "territories",
  Organisation: "organisations",
  Member: "people",
  Project: "projects",
  WorkingGroup: "working groups",
  Series: "series",
  Practice: "practices",
  Workshop: "workshops",
  Resource: "resources",
  Collection: "collections",
};
