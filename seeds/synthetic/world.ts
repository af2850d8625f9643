import { Kind, Status, TranslationState, Visibility } from "../../foundation/enums.ts";
import type { Language } from "../../foundation/language.ts";
import { slugOf, sortTitleOf } from "../../foundation/slug.ts";
import { idOf, type Random, random } from "./random.ts";
import { countries, type Written, words } from "./words.ts";

/** A topic of the thesaurus, as far as synthetic records need it. */
export interface TopicWords {
  id: string;
  texts: Partial<Record<Language, { label?: string | null; synonyms?: string[] | null }>>;
}

/** So many invented towns there are, each with its territory, its municipality and one person. */
export const TOWNS = 300;

const BEGIN = Date.UTC(2020, 0, 1);
const HALF_HOUR = 1_800_000;
const SPAN = 100_000;

/** Where synthetic records of one seed get their names, numbers and ids: everything depends on seed, kind and number alone. */
export function world(seed: number, topics: readonly TopicWords[]) {
  const nameOf = (kind: string, n: number) => `synthetic:${seed}:${kind}:${n}`;
  const momentOf = (n: number) => new Date(BEGIN + (n % SPAN) * HALF_HOUR);
  const id = (kind: string, n: number) => idOf(momentOf(n), nameOf(kind, n));

  function town(n: number) {
    const own = random(nameOf("town", n));
    const country = countries[n % countries.length]!;
    return {
      name: own.pick(country.first) + own.pick(country.last),
      country: country.code,
      language: country.language,
      population: 5_000 + own.below(60) ** 2 * 250,
    };
  }

  /** The columns that every record has; `texts` writes what it says in one language. */
  function record(
    kind: string,
    n: number,
    languages: readonly Written[],
    texts: (language: Written) => { title?: string; name?: string },
  ) {
    const [original, ...others] = languages;
    const first = texts(original!);
    const title = first.title ?? first.name!;
    const state = random(`${nameOf(kind, n)} translations`).pick([
      TranslationState.HUMAN,
      TranslationState.MACHINE,
      TranslationState.STALE,
    ]);
    const moment = momentOf(n);
    return {
      id: id(kind, n),
      slug: `${slugOf(title).slice(0, 70).replace(/-+$/, "")}-synthetic-${seed}-${n}`,
      originalLanguage: original!,
      texts: {
        [original!]: { ...first, state: TranslationState.ORIGINAL },
        ...Object.fromEntries(others.map((language) => [language, { ...texts(language), state }])),
      },
      sortTitle: sortTitleOf(title),
      provenance: {
        sourceId: nameOf(kind, n),
        sources: [`Made up by the hub's generator, seed ${seed}`],
        licence: "CC0-1.0",
        claims: [],
        synthetic: true,
      },
      revision: 1,
      createdAt: moment,
      updatedAt: moment,
    };
  }

  /** The columns that content has on top. */
  function content(kind: string, n: number, owner: number, about: readonly number[]) {
    const own = random(`${nameOf(kind, n)} audience`);
    const status = own.chance(0.92)
      ? Status.PUBLISHED
      : own.pick([Status.DRAFT, Status.DRAFT, Status.IN_REVIEW, Status.ARCHIVED]);
    return {
      status,
      visibility: own.chance(0.85) ? Visibility.PUBLIC : Visibility.MEMBERS,
      groupIds: [],
      ownerId: id("organisation", owner),
      topicIds: about.map((i) => topics[i]!.id),
      organisationIds: own.chance(0.2) ? [id("organisation", own.below(TOWNS))] : [],
      publishedAt: status === Status.PUBLISHED || status === Status.ARCHIVED ? momentOf(n) : null,
    };
  }

  /** Between one and three topics, by their places in the thesaurus. */
  const about = (own: Random): number[] => own.some([...topics.keys()], 1 + own.below(3));

  /** The language of the town, and some of the others. */
  function languages(own: Random, original: Written): Written[] {
    const others = (Object.keys(words) as Written[]).filter((language) => language !== original);
    const english: Written[] = original !== "en" && own.chance(0.4) ? ["en"] : [];
    return [...new Set([original, ...english, ...(own.chance(0.15) ? [own.pick(others)] : [])])];
  }

  /** Fills templates with the same choices in every language. */
  function writer(own: Random, place: string, topic: number) {
    const [measure, group, synonym] = [own.below(10), own.below(8), own.below(8)];
    const bySynonym = own.chance(0.4);
    return (language: Written, template: string): string => {
      const { label, synonyms } = wordsOf(topics[topic]!, language);
      const filled = template
        .replaceAll("{topic}", inSentence((bySynonym && synonyms[synonym]) || label, language))
        .replaceAll("{place}", place)
        .replaceAll("{measure}", words[language].measures[measure]!)
        .replaceAll("{group}", words[language].groups[group]!);
      return filled.replace(/(^|[.?!:] )\p{Ll}/gu, (start) =>
        start.startsWith(":") ? start : start.toUpperCase(),
      );
    };
  }

  return { nameOf, momentOf, id, town, record, content, about, languages, writer };
}

export type World = ReturnType<typeof world>;

function wordsOf({ texts }: TopicWords, language: Written) {
  const own = texts[language] ?? texts.en ?? Object.values(texts)[0];
  return { label: own?.label ?? "", synonyms: own?.synonyms ?? [] };
}

/** A label as it stands within a sentence: small, but for German nouns and abbreviations. */
const inSentence = (label: string, language: Written) =>
  language !== "de" && /^\p{Lu}\p{Ll}+(?!\p{L})/u.test(label)
    ? label[0]!.toLowerCase() + label.slice(1)
    : label;

/** What the directory says of a record. */
export const entryOf = (
  kind: Kind,
  row: {
    id: string;
    slug: string;
    provenance: { sourceId: string };
    revision: number;
    status?: Status;
    visibility?: Visibility;
    ownerId?: string;
    path?: string[];
    workingGroupIds?: string[];
    createdAt: Date;
    publishedAt?: Date | null;
  },
) => ({
  id: row.id,
  kind,
  slug: row.slug,
  sourceId: row.provenance.sourceId,
  status: row.status ?? Status.PUBLISHED,
  visibility: row.visibility ?? Visibility.PUBLIC,
  groupIds: [],
  ownerId: row.ownerId ?? null,
  path: row.path ?? [],
  workingGroupIds: row.workingGroupIds ?? [],
  appearedAt: row.publishedAt ?? row.createdAt,
  revision: row.revision,
});
