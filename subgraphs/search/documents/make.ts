import { EvidenceLevel, Kind, Status, Visibility } from "../../../foundation/enums.ts";
import type { Language } from "../../../foundation/language.ts";
import { sensesIn } from "../analysis/lexicon.ts";
import { nameForms, nameWords, stemmedText } from "../analysis/stems.ts";
import { foldedText, wordsOf } from "../analysis/words.ts";
import { populationClassOf } from "../population.ts";
import type { DrawnDocument, SearchDocument, ShownTexts } from "../search-document.ts";
import { audienceOf } from "../sight.ts";
import { type Thesaurus, tokenOf } from "../thesaurus.ts";
import { type Around, type Mentioned, withAbove } from "./around.ts";
import type { GraphTerritory } from "./place.ts";
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

/** The document of a record, from what the graph says of it and of what it mentions, with the topics that its texts name. */
export function documentOf(
  kind: Kind,
  record: GraphRecord,
  links: Links,
  around: Around,
  thesaurus: Thesaurus,
): DrawnDocument {
  const { topicIds = [], organisationIds = [] } = links;
  const topicPath = withAbove(around, topicIds);
  const placeIds = placesOf(links, around);
  const territoryIds = withAbove(around, placeIds);
  const texts = textsOf(record);
  const names = namesOf(record, links);
  const years = yearsOf(links);
  const population = largest(placeIds.map((id) => around.get(id)?.population ?? null));
  const updatedAt = Date.parse(record.updatedAt);
  const tokens = (text: string, language: Language) => [
    ...thesaurus.tokensIn(text, language),
    ...sensesIn(wordsOf(text), language),
  ];
  const forms = (text: string, language: Language) => [
    stemmedText(text, language),
    tokens(text, language).join(" "),
  ];
  const document: SearchDocument = {
    id: record.id,
    kind,
    ...audience(record),
    originalLanguage: record.originalLanguage,
    languages: record.translations.map(({ language }) => language),
    labels: unique(Object.values(names).flat().flatMap(labelForms)),
    titles: unique(
      inLanguages(names, (name, language) => [...nameForms(name, [language]), ...tokens(name, language)]),
    ),
    topics: unique([topicPath.map(tokenOf).join(" "), ...topicIds.map((id) => wordsAbout(around, id))]),
    summaries: unique(inTexts(texts, "summary", forms)),
    names: unique([
      ...[...territoryIds, ...organisationIds].map((id) => wordsAbout(around, id)),
      nameWords(links.people ?? []),
      years.join(" "),
    ]),
    bodies: unique(inTexts(texts, "body", forms)),
    topicIds,
    topicPath,
    organisationIds,
    territoryIds,
    placeIds,
    countries: countriesOf(links, around),
    years,
    state: links.state ?? null,
    evidence: links.evidence ?? null,
    population,
    populationClass: populationClassOf(population),
    adoptions: links.adoptions ?? 0,
    adopted: links.adoptions === undefined ? null : links.adoptions > 0,
    synthetic: record.provenance.synthetic,
    revision: record.revision,
    updatedAt,
    prominence: kind === Kind.TOPIC ? 0 : 1,
    recency: years.length > 0 ? Date.UTC(years.at(-1)!, 0) : updatedAt,
    strength: STRENGTH[links.evidence ?? EvidenceLevel.NOT_EVALUATED],
  };
  return { document, texts, names, place: placeOf(record) };
}

const STRENGTH: Readonly<Record<EvidenceLevel, number>> = {
  NOT_EVALUATED: 0,
  DESCRIBED: 1,
  COMPARED: 3,
  RANDOMISED: 5,
};

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
function textsOf({ translations }: GraphRecord): DrawnDocument["texts"] {
  const texts: DrawnDocument["texts"] = {};
  for (const { language, title, name, label, summary, definition, synonyms: _, ...rest } of translations) {
    const shown: ShownTexts = { title: joined(title ?? name ?? label) };
    const about = joined(summary ?? definition);
    if (about) shown.summary = about;
    const body = joined(rest);
    if (body) shown.body = body;
    texts[language] = shown;
  }
  return texts;
}

const joined = (value: unknown) => words(value).join("\n");

/** All strings in a value, however deep. */
function words(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (value === null || typeof value !== "object") return [];
  return Object.values(value).flatMap(words);
}

/** Titles and synonyms by language; names that belong to no language count as the original's. */
function namesOf({ translations, originalLanguage }: GraphRecord, { aliases = [] }: Links) {
  const names: DrawnDocument["names"] = {};
  for (const { language, title, name, label, synonyms } of translations)
    names[language] = words([title ?? name ?? label, synonyms]);
  names[originalLanguage] = unique([...(names[originalLanguage] ?? []), ...aliases]);
  return names;
}

/** "Medi@4Sec" is found as two words and as one. */
function labelForms(name: string): string[] {
  const parted = foldedText(name);
  const signs = /[\p{L}\p{N}][^\p{L}\p{M}\p{N}\s'’][\p{L}\p{N}]/u;
  return [parted, ...(signs.test(name) && name.length <= 60 ? [parted.replaceAll(" ", "")] : [])].filter(
    Boolean,
  );
}

const inLanguages = (
  names: DrawnDocument["names"],
  forms: (name: string, language: Language) => string[],
): string[] =>
  Object.entries(names).flatMap(([language, all]) =>
    all.flatMap((name) => forms(name, language as Language)),
  );

const inTexts = (
  texts: DrawnDocument["texts"],
  which: "summary" | "body",
  forms: (text: string, language: Language) => string[],
): string[] =>
  Object.entries(texts).flatMap(([language, shown]) =>
    shown[which] ? forms(shown[which], language as Language) : [],
  );

const known = new WeakMap<Mentioned, string>();

/** The words of what something mentioned is called, in every form; worked out once for all that mention it. */
function wordsAbout(around: Around, id: string): string {
  const mentioned = around.get(id);
  if (!mentioned) return "";
  let words = known.get(mentioned);
  if (words === undefined) {
    const languages = Object.keys(mentioned.names) as Language[];
    words = nameWords(Object.values(mentioned.names).flat(), languages);
    known.set(mentioned, words);
  }
  return words;
}

/** Where it happened; where it does not say, where those who did it are. */
function placesOf({ territoryIds = [], organisationIds = [] }: Links, around: Around): string[] {
  if (territoryIds.length > 0) return territoryIds;
  const first = around.get(organisationIds[0] ?? "")?.territory;
  return first ? [first] : [];
}

/** As for places. */
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

function placeOf(record: GraphRecord): DrawnDocument["place"] {
  const { latitude, longitude } = record as Partial<GraphTerritory>;
  return typeof latitude === "number" && typeof longitude === "number" ? { latitude, longitude } : null;
}

const largest = (numbers: readonly (number | null)[]): number | null => {
  const known = numbers.filter((one) => one !== null);
  return known.length > 0 ? Math.max(...known) : null;
};

const unique = <T>(values: readonly (T | null)[]): T[] => [
  ...new Set(values.filter((value): value is T & {} => value !== null && value !== "")),
];
