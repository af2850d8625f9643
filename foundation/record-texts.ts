import type { Language } from "./language.ts";

/** What the graph says of a record whose texts carry notes. */
export interface RecordTexts {
  id: string;
  revision: number;
  originalLanguage: Language;
  translations: ({ language: Language } & Record<string, unknown>)[];
}

/** The text of a field: "lessons", or "outcomeWords.trust-in-police.title" for the part of a list with that key. Null where there is none. */
export function textOf(
  translation: Readonly<Record<string, unknown>> | undefined,
  field: string,
): string | null {
  let value: unknown = translation;
  for (const step of field.split(".")) {
    if (Array.isArray(value)) value = value.find((one, i) => one?.key === step || String(i) === step);
    else if (isObject(value) && Object.hasOwn(value, step)) value = value[step];
    else return null;
  }
  return typeof value === "string" ? value : null;
}

/** The fields of a translation that hold texts, as `textOf` takes them. */
export function fieldsOf(translation: Readonly<Record<string, unknown>>): string[] {
  const within = (value: unknown): string[] => {
    if (typeof value === "string") return [""];
    if (Array.isArray(value))
      return value.flatMap((one, i) => within(one).map((rest) => `.${one?.key ?? i}${rest}`));
    if (!isObject(value)) return [];
    return Object.entries(value).flatMap(([name, one]) =>
      name === "key" ? [] : within(one).map((rest) => `.${name}${rest}`),
    );
  };
  const { language: _, ...texts } = translation;
  return within(texts).map((path) => path.slice(1));
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;
