import { type Kind, Status, Visibility } from "../../../foundation/enums.ts";
import { LANGUAGES, type Language } from "../../../foundation/language.ts";
import type { SearchDocument } from "../search-document.ts";
import { audienceOf } from "../sight.ts";
import { foldedWords, unmarked } from "../words.ts";
import { type Around, withAbove } from "./around.ts";
import type { GraphContent, GraphRecord, Links } from "./projection.ts";

/** The links of a record with those that all content has. */
export function allLinks(record: GraphRecord, own: Links): Links {
  const { topics, owner, organisations } = record as Partial<GraphContent>;
  const ids = (refs: readonly ({ id: string } | null)[]) => refs.flatMap((ref) => (ref ? [ref.id] : []));
  return {
    ...own,
    topicIds: [...new Set([...(own.topicIds ?? []), ...ids(topics ?? [])])],
    organisationIds: [
      ...new Set([...ids([owner ?? null, ...(organisations ?? [])]), ...(own.organisationIds ?? [])]),
    ],
  };
}

/** The document of a record, from what the graph says of it and of what it mentions. */
export function documentOf(kind: Kind, record: GraphRecord, links: Links, around: Around): SearchDocument {
  const { topicIds = [], organisationIds = [], territoryIds = [] } = links;
  const topicPath = withAbove(around, topicIds);
  const allTerritories = withAbove(around, territoryIds);
  const texts = textsOf(record);
  const document: SearchDocument = {
    id: record.id,
    kind,
    ...audience(record),
    originalLanguage: record.originalLanguage,
    languages: record.translations.map(({ language }) => language),
    aliases: unique(links.aliases ?? []),
    places: names(around, allTerritories),
    organisations: names(around, organisationIds),
    people: unique(links.people ?? []),
    titleFolded: [],
    folded: [],
    topicIds,
    topicPath,
    organisationIds,
    territoryIds: allTerritories,
    countries: countriesOf(links, around),
    years: yearsOf(links),
    synthetic: record.provenance.synthetic,
    revision: record.revision,
    updatedAt: Date.parse(record.updatedAt),
    ...texts,
    ...topicWords(around, topicPath),
  };
  const { titles, others } = splitByPlace(document);
  document.titleFolded = foldedWords(titles);
  document.folded = foldedWords(others);
  return document;
}

function audience(record: GraphRecord): Pick<SearchDocument, "status" | "audience"> {
  const { status = Status.PUBLISHED, visibility, audience: groups, owner } = record as Partial<GraphContent>;
  return {
    status,
    audience: audienceOf({
      status,
      visibility: visibility ?? Visibility.PUBLIC,
      groupIds: (groups ?? []).map(({ id }) => id),
      ownerId: owner?.id ?? null,
    }),
  };
}

/** Title, summary and all other texts in each language. */
function textsOf({ translations }: GraphRecord): Partial<SearchDocument> {
  const texts: Record<string, string> = {};
  for (const { language, title, name, label, summary, definition, synonyms: _, ...rest } of translations) {
    const set = (attribute: string, value: unknown) => {
      const text = unmarked(words(value).join("\n"));
      if (text) texts[`${attribute}_${language}`] = text;
    };
    set("title", title ?? name ?? label);
    set("summary", summary ?? definition);
    set("body", rest);
  }
  return texts;
}

/** All strings in a value, however deep. */
function words(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (value === null || typeof value !== "object") return [];
  return Object.values(value).flatMap(words);
}

function topicWords(around: Around, topicPath: readonly string[]): Partial<SearchDocument> {
  const found: Record<string, string[]> = {};
  for (const id of topicPath) {
    for (const [language, labels] of Object.entries(around.get(id)?.names ?? {}))
      found[`topics_${language}`] = [...(found[`topics_${language}`] ?? []), ...labels];
  }
  return found;
}

const names = (around: Around, ids: readonly string[]): string[] =>
  unique(ids.flatMap((id) => Object.values(around.get(id)?.names ?? {}).flat()));

/** Where it happened; where it says nothing of that, where those who did it are from. */
function countriesOf({ countries = [], territoryIds = [], organisationIds = [] }: Links, around: Around) {
  const of = (ids: readonly string[]) => ids.map((id) => around.get(id)?.country ?? null);
  const said = unique([...countries, ...of(territoryIds)]);
  return said.length > 0 ? said : unique(of(organisationIds.slice(0, 1)));
}

const MOST_YEARS = 100;

function yearsOf({ from, to }: Links): number[] {
  const first = Number((from ?? to)?.slice(0, 4));
  const last = Number((to ?? from)?.slice(0, 4));
  if (!(first <= last)) return [];
  const count = Math.min(last - first + 1, MOST_YEARS);
  return Array.from({ length: count }, (_, i) => last - count + 1 + i);
}

function splitByPlace(document: SearchDocument): { titles: string[]; others: string[] } {
  const texts = (attribute: "title" | "summary" | "body" | "topics") =>
    LANGUAGES.flatMap((language: Language) => document[`${attribute}_${language}`] ?? []);
  const { aliases, places, organisations, people } = document;
  return {
    titles: [...texts("title"), ...aliases],
    others: [
      ...texts("topics"),
      ...texts("summary"),
      ...texts("body"),
      ...places,
      ...organisations,
      ...people,
    ],
  };
}

const unique = <T>(values: readonly (T | null)[]): T[] => [
  ...new Set(values.filter((value): value is T & {} => value !== null && value !== "")),
];
