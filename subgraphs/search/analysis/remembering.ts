const MOST_REMEMBERED = 100_000;

/** The same work, which is done once for each word of each language until so much is remembered that it begins anew. */
export function remembering<L, T>(work: (word: string, language: L) => T): (word: string, language: L) => T {
  const remembered = new Map<L, Map<string, T>>();
  return (word, language) => {
    const words = remembered.get(language) ?? new Map<string, T>();
    const known = words.get(word);
    if (known !== undefined) return known;
    // A piece of a text holds the whole text in memory, a copy does not.
    const copy = Buffer.from(word).toString();
    const found = work(copy, language);
    if (words.size >= MOST_REMEMBERED) words.clear();
    remembered.set(language, words.set(copy, found));
    return found;
  };
}
