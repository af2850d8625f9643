import type { Language } from "../../../foundation/language.ts";
import { type RecordTexts, textOf } from "../../../foundation/record-texts.ts";
import { type Anchor, AnchorState, ORPHANED } from "../anchoring/anchor.ts";
import { anchored, followed } from "../anchoring/find.ts";
import { fromCharacters, inCharacters } from "../anchoring/place.ts";
import { translated } from "../anchoring/translated.ts";
import type { TextPositionSelector, TextQuoteSelector } from "../target.ts";
import type { AnchoredText, Elsewhere, StoredAnchor } from "./following.entity.ts";

/** A note on a passage, and what became of it so far. */
export interface PassageNote {
  id: string;
  field: string;
  language: Language;
  /** revision of the record that its author read */
  readRevision: number;
  quote: TextQuoteSelector;
  position: TextPositionSelector | null;
  /** null where it was not sought before */
  anchor: Pick<StoredAnchor, "state" | "revision" | "start" | "end" | "confidence"> | null;
}

/** Anchors these notes in the texts that a record has now; `before` are its texts as notes were anchored in them last. */
export const anchorsOf = (
  notes: readonly PassageNote[],
  record: RecordTexts,
  before: readonly AnchoredText[],
): StoredAnchor[] => notes.map((note) => anchorOf(note, record, before));

function anchorOf(note: PassageNote, record: RecordTexts, before: readonly AnchoredText[]): StoredAnchor {
  const textIn = (language: Language) =>
    textOf(
      record.translations.find((one) => one.language === language),
      note.field,
    );
  const text = textIn(note.language) ?? "";
  const earlier = before.find(({ field, language }) => field === note.field && language === note.language);
  const found = text === "" ? ORPHANED : placed(note, record.revision, text, earlier);
  const languages = record.translations.map(({ language }) => language);
  return {
    annotationId: note.id,
    revision: record.revision,
    ...told(found, text),
    languages: [record.originalLanguage, ...languages.filter((one) => one !== record.originalLanguage)],
    elsewhere: languages
      .filter((language) => language !== note.language)
      .flatMap((language): Elsewhere[] => {
        const translation = textIn(language);
        if (!found.place || !translation) return [];
        const { start, end, ...rest } = told(translated(text, found.place, translation), translation);
        if (start === null || end === null) return [];
        return [{ language, ...rest, start, end, confidence: rest.confidence * found.confidence }];
      }),
  };
}

/** The passage by what became of it before, where that is known; else by what its author has said of it. */
function placed(
  { quote, position, readRevision, anchor }: PassageNote,
  revision: number,
  text: string,
  earlier: AnchoredText | undefined,
): Anchor {
  const asRead = (it: string) => ({ read: true, position: position && fromCharacters(it, position) });
  if (earlier && anchor?.revision === earlier.revision) {
    const { state, start, end, confidence } = anchor;
    const place = start === null || end === null ? null : fromCharacters(earlier.text, { start, end });
    return followed(text, quote, { state, place, confidence, text: earlier.text });
  }
  if (readRevision === revision) return anchored(text, quote, asRead(text));
  if (earlier && readRevision === earlier.revision)
    return followed(text, quote, {
      ...anchored(earlier.text, quote, asRead(earlier.text)),
      text: earlier.text,
    });
  return anchored(text, quote, { position: position && fromCharacters(text, position) });
}

/** An anchor as it is kept: its place in Unicode characters. */
function told({ state, place, confidence }: Anchor, text: string) {
  const at = place && inCharacters(text, place);
  return state === AnchorState.ORPHANED || !at
    ? { state: AnchorState.ORPHANED, start: null, end: null, confidence: 0 }
    : { state, start: at.start, end: at.end, confidence: Math.round(confidence * 100) / 100 };
}
