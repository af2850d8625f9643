import { Kind } from "../../../foundation/enums.ts";
import type { Language } from "../../../foundation/language.ts";
import type { GraphOrganisation, GraphTerritory } from "./place.ts";
import type { GraphRecord, Links, Ref } from "./projection.ts";
import type { GraphTopic } from "./topic.ts";

/** A topic, an organisation or a territory as the documents of others know it. */
export interface Mentioned {
  names: Partial<Record<Language, string[]>>;
  country: string | null;
  /** inhabitants of a territory */
  population: number | null;
  /** where an organisation is */
  territory: string | null;
  /** the topics or territories above it */
  above: string[];
}

export const nothingKnown = (): Mentioned => ({
  names: {},
  country: null,
  population: null,
  territory: null,
  above: [],
});

/** What the records of a batch mention, by id. */
export type Around = Map<string, Mentioned>;

export interface Mention {
  kind: Kind;
  id: string;
}

/** The topics, organisations and territories that links name. */
export const mentions = ({ topicIds = [], organisationIds = [], territoryIds = [] }: Links): Mention[] => [
  ...topicIds.map((id) => ({ kind: Kind.TOPIC, id })),
  ...organisationIds.map((id) => ({ kind: Kind.ORGANISATION, id })),
  ...territoryIds.map((id) => ({ kind: Kind.TERRITORY, id })),
];

/** What others need to know of this record, and what they must look up in turn. */
export function mentioned(kind: Kind, record: GraphRecord): { known: Mentioned; further: Mention[] } {
  const names: Mentioned["names"] = {};
  for (const { language, label, name, synonyms } of record.translations) {
    names[language] = [label, name, ...((synonyms as string[] | null) ?? [])].filter(
      (one): one is string => typeof one === "string",
    );
  }
  const above = aboveOf(kind, record).map(({ id }) => id);
  const { country = null, territory = null } = record as Partial<GraphOrganisation>;
  const { population = null } = record as Partial<GraphTerritory>;
  return {
    known: { names, country, population, territory: territory?.id ?? null, above },
    further: [
      ...above.map((id) => ({ kind, id })),
      ...(territory ? [{ kind: Kind.TERRITORY, id: territory.id }] : []),
    ],
  };
}

function aboveOf(kind: Kind, record: GraphRecord): Ref[] {
  if (kind === Kind.TOPIC) return (record as GraphTopic).ancestors;
  const { partOf } = record as GraphTerritory;
  return kind === Kind.TERRITORY && partOf ? [partOf] : [];
}

/** These ids and those of all that stands above them, each once, the nearest first. */
export function withAbove(around: Around, ids: readonly string[]): string[] {
  const found = new Set(ids);
  for (const id of found) for (const above of around.get(id)?.above ?? []) found.add(above);
  return [...found];
}
