import { sensesIn, sensesOf } from "../../subgraphs/search/analysis/lexicon.ts";
import { wordsOf } from "../../subgraphs/search/analysis/words.ts";
import doing from "../../subgraphs/search/lexicon/doing.ts";
import everyday from "../../subgraphs/search/lexicon/everyday.ts";
import knowing from "../../subgraphs/search/lexicon/knowing.ts";
import people from "../../subgraphs/search/lexicon/people.ts";
import places from "../../subgraphs/search/lexicon/places.ts";

const lines = [people, places, doing, knowing, everyday].flatMap((table) => table.trim().split("\n"));
const senses = (word: string, language: Parameters<typeof sensesOf>[1]) =>
  sensesOf(wordsOf(word)[0]!, language);

test("a word has the same sense in every language, inflected or not", () => {
  for (const [word, language] of [
    ["communicating", "en"],
    ["communiquent", "fr"],
    ["comunicación", "es"],
    ["comunicano", "it"],
    ["Kommunikation", "de"],
    ["comunicações", "pt"],
  ] as const)
    expect(senses(word, language)).toContain("sensecommunicate");
});

test("a word with several senses has all of them, in its own language alone", () => {
  expect(senses("train", "en")).toEqual(["sensetrain", "sensetraining"]);
  expect(senses("rede", "de")).toEqual(["sensetalk"]);
  expect(senses("rede", "pt")).toEqual(["sensenetwork"]);
  expect(senses("xylograph", "en")).toEqual([]);
});

test("a word that holds a sentence together means nothing, though it looks like one that does", () => {
  expect(senses("sûr", "fr")).toContain("sensesecure");
  expect(senses("sur", "fr")).toEqual([]);
});

test("a compound means what its parts mean, and nothing where one of them is not known", () => {
  expect(senses("Nachbarschaftsstreit", "de")).toEqual(["senseneighbour", "senseconflict"]);
  expect(senses("Xylographenstreit", "de")).toEqual([]);
  expect(sensesIn(wordsOf("Streit unter Nachbarn, Nachbarschaftsstreit"), "de")).toEqual([
    "senseconflict",
    "senseneighbour",
  ]);
});

test("every line of the lexicon has one word or more in each of the six languages, and a first word of its own", () => {
  const first = new Set<string>();
  for (const line of lines) {
    const columns = line.split(" | ");
    expect([line, columns.length]).toEqual([line, 6]);
    for (const column of columns)
      expect(wordsOf(column).map(({ plain }) => plain)).toEqual(column.toLowerCase().split(" "));
    first.add(wordsOf(line)[0]!.folded);
  }
  expect(first.size).toBe(lines.length);
});
