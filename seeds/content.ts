import { readFileSync } from "node:fs";
import { inProject } from "../cli/paths.ts";
import type { Language } from "../foundation/language.ts";

/** A record of the first content as its file tells it. Records name each other by their source ids. */
export interface Seed {
  /** the GraphQL type */
  type: string;
  /** the identifier the record keeps as `provenance.sourceId`; of a person, a name within these files */
  sourceId: string;
  /** keys of `sources.json` */
  sources: string[];
  claims: { about: string; statement: string; source?: string }[];
  texts: Partial<Record<Language, Record<string, unknown>>>;
  /** the other fields of the mutation's input */
  fields: Record<string, unknown>;
}

/** Which file holds which type, in the order in which progress is told. */
const files = {
  topics: "Topic",
  territories: "Territory",
  organisations: "Organisation",
  people: "Member",
  projects: "Project",
  groups: "WorkingGroup",
  series: "Series",
  practices: "Practice",
  workshops: "Workshop",
  resources: "Resource",
  collections: "Collection",
} as const;

export interface AdoptionSeed {
  practiceId: string;
  organisationId: string;
  [field: string]: unknown;
}

export const read = <T>(name: string): T =>
  JSON.parse(readFileSync(inProject("seeds", "content", `${name}.json`), "utf8")) as T;

/** All records of the first content. */
export const seeds = (): Seed[] =>
  Object.entries(files).flatMap(([file, type]) =>
    read<Partial<Seed>[]>(file).map(({ sourceId, sources = [], claims = [], texts = {}, ...fields }) => ({
      type,
      sourceId: sourceId!,
      sources,
      claims,
      texts,
      fields,
    })),
  );

/** The adoptions of which the first content knows. */
export const adoptions = (): AdoptionSeed[] => read("adoptions");

/** The documents that the first content rests on, by the keys under which its records name them. */
export const sources = (): Record<string, string> => read("sources");

/** Is this the name of a field that holds ids of records? */
const holdsIds = (name: string) => /^id$|Ids?$/.test(name);

/** A value with the source ids in it replaced by what `id` says. */
export function linked<T>(value: T, id: (sourceId: string) => string, name = ""): T {
  if (typeof value === "string") return (holdsIds(name) ? id(value) : value) as T;
  if (Array.isArray(value)) return value.map((one) => linked(one, id, name)) as T;
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, linked(one, id, key)])) as T;
}

/** The source ids of all records that a value refers to. */
export function linksOf(value: unknown): string[] {
  const found: string[] = [];
  linked(value, (sourceId) => {
    found.push(sourceId);
    return sourceId;
  });
  return found;
}

/** The records in groups, each of which refers to earlier groups only. */
export function inOrder(records: readonly Seed[]): Seed[][] {
  const waves: Seed[][] = [];
  const done = new Set<string>();
  let left = [...records];
  while (left.length > 0) {
    const wave = left.filter(({ fields, texts }) => linksOf([fields, texts]).every((link) => done.has(link)));
    if (wave.length === 0) {
      const { sourceId, fields, texts } = left[0]!;
      const missing = linksOf([fields, texts]).filter((link) => !done.has(link));
      throw new Error(`${sourceId} refers to ${missing.join(", ")}, of which there is no record before it.`);
    }
    for (const { sourceId } of wave) done.add(sourceId);
    left = left.filter(({ sourceId }) => !done.has(sourceId));
    waves.push(wave);
  }
  return waves;
}
