/** The least number of inhabitants of each class. */
const CLASSES = [0, 20_000, 50_000, 100_000, 250_000, 500_000, 1_000_000];

/** The class a number of inhabitants falls into, as "100000-249999"; the last one has no end: "1000000-". */
export function populationClassOf(population: number | null): string | null {
  if (population === null) return null;
  const at = CLASSES.findLastIndex((least) => population >= least);
  const next = CLASSES[at + 1];
  return `${CLASSES[at]}-${next === undefined ? "" : next - 1}`;
}

/** The class in words, with the digits grouped as readers of that language group them. */
export function populationInWords(value: string, languages: readonly string[]): string {
  const number = new Intl.NumberFormat([...languages, "en"]);
  const [least, most] = value.split("-").map((part) => (part === "" ? undefined : Number(part)));
  if (most === undefined) return `≥ ${number.format(least!)}`;
  return `${number.format(least!)} – ${number.format(most)}`;
}
