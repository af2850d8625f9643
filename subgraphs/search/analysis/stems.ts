import { stemmer as bg } from "@orama/stemmers/bulgarian";
import { stemmer as da } from "@orama/stemmers/danish";
import { stemmer as nl } from "@orama/stemmers/dutch";
import { stemmer as en } from "@orama/stemmers/english";
import { stemmer as fi } from "@orama/stemmers/finnish";
import { stemmer as fr } from "@orama/stemmers/french";
import { stemmer as de } from "@orama/stemmers/german";
import { stemmer as el } from "@orama/stemmers/greek";
import { stemmer as hu } from "@orama/stemmers/hungarian";
import { stemmer as ga } from "@orama/stemmers/irish";
import { stemmer as it } from "@orama/stemmers/italian";
import { stemmer as lt } from "@orama/stemmers/lithuanian";
import { stemmer as pt } from "@orama/stemmers/portuguese";
import { stemmer as ro } from "@orama/stemmers/romanian";
import { stemmer as es } from "@orama/stemmers/spanish";
import { stemmer as sv } from "@orama/stemmers/swedish";
import type { Language } from "../../../foundation/language.ts";
import { folded } from "../../../foundation/slug.ts";
import { remembering } from "./remembering.ts";
import { type Word, wordsOf } from "./words.ts";

type Stemmer = (word: string) => string;

/** Languages for which there is no stemmer leave words as they are. Plurals that the stemmers do not know ("jóvenes", "migrações") are brought to the singular first. */
const stemmers: Partial<Record<Language, Stemmer>> = {
  bg,
  da,
  de,
  el,
  en,
  es: (word) => es(word.replace(/([aeiouáéíóú]n)es$/, "$1")),
  fi,
  fr,
  ga,
  hu,
  it,
  lt,
  nl,
  pt: (word) => pt(word.replace(/[õã]es$/, "ão").replace(/ns$/, "m")),
  ro,
  sv,
};

const stem = remembering((plain, language: Language) => folded(stemmers[language]?.(plain) ?? plain));

/** The stem of a word in a language, without accents: what "signaler" and "signalements" have in common in French. */
export const stemOf = ({ plain }: Pick<Word, "plain">, language: Language): string => stem(plain, language);

/** The languages in which questions are understood: their inflections, their function words. */
export const ASKED_IN = ["en", "fr", "es", "it", "de", "pt"] as const satisfies readonly Language[];

/**
 * A name in every form in which it may be asked for: as it is, and as a stem in each language of questions, for whoever
 * asks in French for "Nantes" has it stemmed as a French word.
 */
export function nameForms(name: string, languages: readonly Language[] = []): string[] {
  const words = wordsOf(name);
  const forms = new Set([words.map((word) => word.folded).join(" ")]);
  for (const language of new Set([...ASKED_IN, ...languages]))
    forms.add(words.map((word) => stemOf(word, language)).join(" "));
  return [...forms].filter((form) => form !== "");
}

/** A text as stems of its language, a space between each two. */
export const stemmedText = (text: string, language: Language): string =>
  wordsOf(text)
    .map((word) => stemOf(word, language))
    .join(" ");

/** Every word of some names in every form in which it may be asked for, each once: for what is found by any part of a name. */
export const nameWords = (names: readonly string[], languages: readonly Language[] = []): string =>
  [...new Set(names.flatMap((name) => nameForms(name, languages).flatMap((form) => form.split(" "))))].join(
    " ",
  );
