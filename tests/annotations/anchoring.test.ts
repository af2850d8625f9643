import { readFileSync } from "node:fs";
import { inProject } from "../../cli/paths.ts";
import { AnchorState } from "../../subgraphs/annotations/anchor.enums.ts";
import type { Anchor, Quote } from "../../subgraphs/annotations/anchoring/anchor.ts";
import { anchored, followed } from "../../subgraphs/annotations/anchoring/find.ts";
import { fromCharacters, inCharacters } from "../../subgraphs/annotations/anchoring/place.ts";
import { translated } from "../../subgraphs/annotations/anchoring/translated.ts";
import { EDITS, namesIn, numbers, placeOf, type Traced, textOf, traced, translationOf } from "./edited.ts";

const { EXACT, MOVED, ORPHANED } = AnchorState;

interface Note {
  quote: Quote;
  /** the characters of its passage */
  names: number[];
  anchor: Anchor;
}

/** Texts as records have them, lists in which much comes again, and characters beyond the first plane. */
function texts(): string[] {
  const prose = ["practices", "workshops", "resources"].flatMap((kind) => {
    const file = inProject("seeds", "content", `${kind}.json`);
    const records: { texts: Record<string, Record<string, unknown>> }[] = JSON.parse(
      readFileSync(file, "utf8"),
    );
    return records.flatMap(({ texts }) =>
      Object.values(texts).map((one) =>
        Object.values(one)
          .filter((value) => typeof value === "string")
          .join("\n"),
      ),
    );
  });
  const long = prose.filter((text) => text.length > 600).slice(0, 30);
  const list = ["Police", "Residents", "Youth workers", "Police", "Shopkeepers"]
    .map((who) => `${who}: not evaluated. The police were asked twice. Not evaluated.`)
    .join("\n");
  return [...long, list, `${list}\n${long[3]}`, long[5]!.replaceAll(". ", ". 👮🏽‍♀️ 𝔘 ")];
}

/** Notes on passages of a text, from a word to a few sentences; some tell only the words, others the place too. */
function notesOn(text: Traced, chance: ReturnType<typeof numbers>): Note[] {
  const plain = textOf(text);
  const characters = [...plain];
  const words = [...plain.matchAll(/\S+/gu)];
  return [1, 1, 2, 4, 7, 12, 25].map((many) => {
    const first = chance.below(Math.max(1, words.length - many));
    const last = words[Math.min(words.length - 1, first + many - 1)]!;
    const place = { start: words[first]!.index, end: last.index + last[0].length };
    const { start, end } = inCharacters(plain, place);
    const quote = {
      exact: characters.slice(start, end).join(""),
      prefix: characters.slice(Math.max(0, start - 32), start).join(""),
      suffix: characters.slice(end, end + 32).join(""),
    };
    const position = chance.below(3) ? fromCharacters(plain, { start, end }) : null;
    return {
      quote,
      names: namesIn(text, start, end),
      anchor: anchored(plain, quote, { read: true, position }),
    };
  });
}

/** Is an anchor at the passage: at all of it, or at least at half of what it was made of? */
function isAt(text: Traced, { names }: Note, { place }: Anchor) {
  const at = place && inCharacters(textOf(text), place);
  const truth = placeOf(text, names);
  const own = at ? namesIn(text, at.start, at.end).filter((name) => names.includes(name)) : [];
  return {
    exists: truth !== null,
    found: at !== null && truth?.start === at.start && truth.end === at.end,
    mostly: own.length * 2 >= names.length,
  };
}

test("after 200 edits, no anchor is falsely EXACT, and of the passages that still exist 95 of 100 are found", () => {
  const all = texts();
  const kinds = [...Object.keys(EDITS), "translate"];
  const falselyExact: object[] = [];
  const tally = { exist: 0, found: 0, exact: 0, gone: 0, elsewhere: 0 };
  let edits = 0;
  for (let seed = 0; edits < 200; seed++) {
    const chance = numbers(seed);
    let text = traced(all[seed % all.length]!);
    const vocabulary = [...new Set(textOf(text).match(/\p{L}{3,}/gu))];
    const notes = notesOn(text, chance);
    for (let step = 0; step < 4 && edits < 200; step++, edits++) {
      const kind = kinds[edits % kinds.length]!;
      if (kind === "translate") {
        const { translation } = translationOf(text, chance.below(2) === 0);
        for (const { anchor, quote } of notes) {
          if (!anchor.place) continue;
          const { state, place } = translated(textOf(text), anchor.place, translation);
          const words = place && translation.slice(place.start, place.end);
          if (state === EXACT && words !== quote.exact) falselyExact.push({ seed, step, kind });
        }
        continue;
      }
      const there = notes.flatMap(({ names }) => placeOf(text, names) ?? []);
      if (there.length === 0) break;
      const before = textOf(text);
      text = EDITS[kind]!(text, chance.of(there), chance, vocabulary);
      for (const note of notes) {
        note.anchor = followed(textOf(text), note.quote, { ...note.anchor, text: before });
        const { state, place } = note.anchor;
        const { exists, found, mostly } = isAt(text, note, note.anchor);
        const words = place && textOf(text).slice(place.start, place.end);
        if (state === EXACT && !(words === note.quote.exact && mostly))
          falselyExact.push({ seed, step, kind });
        if (state === ORPHANED) expect(place).toBeNull();
        tally.exist += Number(exists);
        tally.found += Number(exists && found);
        tally.exact += Number(exists && found && state === EXACT);
        tally.gone += Number(!exists);
        tally.elsewhere += Number(state === MOVED && !exists && !mostly);
      }
    }
  }
  expect(edits).toBe(200);
  expect(falselyExact).toEqual([]);
  expect(tally.found / tally.exist).toBeGreaterThan(0.95);
  expect(tally.exact / tally.exist).toBeGreaterThan(0.9);
  // Of those that are gone, few are taken for what has come in their place, and never surely.
  expect(tally.elsewhere / tally.gone).toBeLessThan(0.1);
  expect(tally.exist).toBeGreaterThan(700);
  expect(tally.gone).toBeGreaterThan(200);
});

test("in a translation a note stands at the sentence that corresponds, or at the same name, or nowhere", () => {
  const tally = { found: 0, all: 0 };
  for (const [seed, plain] of texts().entries()) {
    const chance = numbers(seed);
    const text = traced(plain);
    const { translation, counterpart } = translationOf(text, chance.below(4) === 0);
    for (const note of notesOn(text, chance)) {
      if (!note.anchor.place) continue;
      const { state, place } = translated(plain, note.anchor.place, translation);
      tally.all++;
      if (state === ORPHANED) continue;
      const words = translation.slice(place!.start, place!.end);
      if (state === EXACT) expect(words).toBe(note.quote.exact);
      const expected = counterpart(note.names);
      expect(place!.start).toBeLessThan(expected.end);
      expect(place!.end).toBeGreaterThan(expected.start);
      tally.found++;
    }
  }
  expect(tally.found).toBeGreaterThan(0.5 * tally.all);
});

const around = (words: string, prefix = "", suffix = ""): Quote => ({ exact: words, prefix, suffix });

test.each([
  [
    "words that stand once are EXACT in the text that was read",
    "A police force. A city.",
    around("police"),
    true,
    EXACT,
  ],
  [
    "words that stand twice and no more said are ORPHANED",
    "Police and police.",
    around("olice"),
    true,
    ORPHANED,
  ],
  [
    "words that stand twice are told apart by what stands around them",
    "The police of Lodz were asked. The police of Turin were not.",
    around("police", "were asked. The ", " of Turin were not"),
    true,
    EXACT,
  ],
  [
    "words that are not there are ORPHANED",
    "A city.",
    around("police", "the local ", " were asked"),
    true,
    ORPHANED,
  ],
  [
    "a short word in other surroundings than in the text that was read is not EXACT",
    "Nobody asked the police.",
    around("police", "Residents trust the ", " more than before"),
    false,
    MOVED,
  ],
  [
    "a passage that changed a little has MOVED",
    "Residents trust the municipal police a little more than before.",
    around("trust the municipal police more than before", "Residents "),
    false,
    MOVED,
  ],
])("%s", (_, text, quote, read, state) => {
  expect(anchored(text, quote, { read }).state).toBe(state);
});

test("of two equal words, whose surroundings are gone alike, none is EXACT", () => {
  const text =
    "AAAA AAAA AAAA AAAA [police] met residents. BBBB BBBB BBBB BBBB [police] left the room at ten.";
  const start = text.indexOf("police");
  const before = { state: EXACT, place: { start, end: start + 6 }, confidence: 1, text };
  const { state, confidence } = followed(text.replace(/\[police\] met.*BBBB /, ""), around("police"), before);
  expect(state).toBe(MOVED);
  expect(confidence).toBeLessThan(0.5);
});

test("a passage that was taken out does not become one that stood elsewhere, whatever is edited afterwards", () => {
  const first = "The police were asked. Nobody else was. Later that year the police answered in writing.";
  const start = first.indexOf("police");
  let before = {
    state: EXACT,
    place: { start, end: start + 6 } as Anchor["place"],
    confidence: 1,
    text: first,
  };
  for (const text of [
    "Nobody else was. Later that year the police answered in writing.",
    "Nobody else was. Later that year the police answered in writing, and twice.",
    "Later that year the police answered in writing, and twice.",
  ]) {
    before = { ...followed(text, around("police"), before), text };
    expect(before).toMatchObject({ state: ORPHANED, place: null, confidence: 0 });
  }
});

test("a passage that is put back is EXACT again", () => {
  const text = "Residents trust the local police more than they did before the app came.";
  const quote = around("trust the local police", "Residents ", " more than they did");
  const place = { start: 10, end: 32 };
  const without = "Residents  more than they did before the app came.";
  const gone = followed(without, quote, { state: EXACT, place, confidence: 1, text });
  expect(gone.state).toBe(ORPHANED);
  expect(followed(text, quote, { ...gone, text: without })).toEqual({ state: EXACT, place, confidence: 1 });
});

test("places are counted in Unicode characters, and never cut one in two", () => {
  const text = "a👮b𝔘c";
  expect(fromCharacters(text, { start: 1, end: 3 })).toEqual({ start: 1, end: 4 });
  expect(inCharacters(text, { start: 1, end: 4 })).toEqual({ start: 1, end: 3 });
  expect(inCharacters(text, { start: 2, end: 5 })).toEqual({ start: 1, end: 4 });
  expect(fromCharacters(text, { start: 1, end: 6 })).toBeNull();
});
