/** The official languages of the European Union, as ISO 639-1 codes. Adding a language is adding a word here. */
export const LANGUAGES = [
  "bg",
  "cs",
  "da",
  "de",
  "el",
  "en",
  "es",
  "et",
  "fi",
  "fr",
  "ga",
  "hr",
  "hu",
  "it",
  "lt",
  "lv",
  "mt",
  "nl",
  "pl",
  "pt",
  "ro",
  "sk",
  "sl",
  "sv",
] as const;

export type Language = (typeof LANGUAGES)[number];

const known = new Set<string>(LANGUAGES);

const isLanguage = (code: string): code is Language => known.has(code);

/** The languages of an Accept-Language header, the most wanted first; unknown ones are left out. */
export function languagesOf(header: string | null | undefined): Language[] {
  if (!header || header.length > 500) return [];
  const wanted = header.split(",").map((part, position) => {
    const [tag = "", ...parameters] = part.trim().split(";");
    const q = parameters.map((p) => /^\s*q=([0-9.]+)$/.exec(p)?.[1]).find(Boolean);
    return { code: tag.split("-")[0]!.toLowerCase(), weight: q === undefined ? 1 : Number(q), position };
  });
  wanted.sort((a, b) => b.weight - a.weight || a.position - b.position);
  return [...new Set(wanted.filter((w) => w.weight > 0).map((w) => w.code))].filter(isLanguage);
}

/** The language to show a record in: the first wanted one it has, else its original. */
export function languageFor(
  texts: Partial<Record<Language, unknown>>,
  wanted: readonly Language[],
  original: Language,
): Language {
  for (const one of wanted) if (texts[one] !== undefined) return one;
  return original;
}
