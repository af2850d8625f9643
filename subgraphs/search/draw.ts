import type { Kind } from "../../foundation/enums.ts";
import { type Answer, type Ask, gather } from "../../foundation/gather.ts";
import { type Around, type Mention, mentioned, mentions, nothingKnown } from "./documents/around.ts";
import { allLinks, documentOf } from "./documents/make.ts";
import { OPERATION, projectionOf, type Searchable } from "./documents/operation.ts";
import type { Links } from "./documents/projection.ts";
import type { DrawnDocument } from "./search-document.ts";
import type { Thesaurus } from "./thesaurus.ts";

export interface Drawing {
  drawn: DrawnDocument[];
  /** records that are no more */
  gone: string[];
  /** to be tried again: the reason, by id */
  waiting: Map<string, string>;
  /** cannot become documents, or not now: the reason, by id */
  failed: Map<string, string>;
}

interface Found {
  kind: Kind;
  record: Searchable;
  links: Links;
}

/**
 * Draws the documents of these records from what the graph says of them now. Rejects with GraphUnavailable where nothing
 * can be known at the moment; a record that is the trouble itself stops no other.
 */
export async function draw(wanted: readonly Mention[], ask: Ask, thesaurus: Thesaurus): Promise<Drawing> {
  const around: Around = new Map();
  const drawing: Drawing = { drawn: [], gone: [], waiting: new Map(), failed: new Map() };
  const found: Found[] = [];
  const answers = await gather<Searchable>(ask, OPERATION, wanted);
  for (const [i, { kind, id }] of wanted.entries()) {
    const answer = answers[i]!;
    if (answer.is === "gone") drawing.gone.push(id);
    else if (answer.is === "unknown") drawing.waiting.set(id, answer.why);
    else if (answer.is === "faulty") drawing.failed.set(id, answer.why);
    else
      attempt(id, drawing, () => {
        if (answer.record.id !== id) throw new Error("The graph answered another record.");
        found.push({
          kind,
          record: answer.record,
          links: allLinks(answer.record, projectionOf(kind).links(answer.record)),
        });
      });
  }

  const unknown = await lookAround(
    ask,
    around,
    found.flatMap(({ links }) => mentions(links)),
  );
  for (const { kind, record, links } of found) {
    const missing = mentions(links).find(({ id }) => unknown.has(id));
    if (missing) drawing.waiting.set(record.id, unknown.get(missing.id)!);
    else
      attempt(record.id, drawing, () =>
        drawing.drawn.push(documentOf(kind, record, links, around, thesaurus)),
      );
  }
  return drawing;
}

function attempt(id: string, { failed }: Drawing, work: () => unknown) {
  try {
    work();
  } catch (error) {
    failed.set(id, String((error as Error).message));
  }
}

/** Learns what is not known yet of the mentioned records and of what stands above them; gives those of which nothing can be known now. */
async function lookAround(ask: Ask, around: Around, first: readonly Mention[]): Promise<Map<string, string>> {
  const unknown = new Map<string, string>();
  let wanted = first;
  while (wanted.length > 0) {
    const fresh = new Map(
      wanted.filter(({ id }) => !around.has(id) && !unknown.has(id)).map((one) => [one.id, one]),
    );
    const asked = [...fresh.values()];
    const further: Mention[] = [];
    for (let at = 0; at < asked.length; at += PAGE) {
      const page = asked.slice(at, at + PAGE);
      const answers: Answer<Searchable>[] = await gather(ask, OPERATION, page);
      for (const [i, { kind, id }] of page.entries()) {
        const answer = answers[i]!;
        if (answer.is === "there") {
          const told = mentioned(kind, answer.record);
          around.set(id, told.known);
          further.push(...told.further);
        } else if (answer.is === "gone") around.set(id, nothingKnown());
        else unknown.set(id, answer.why);
      }
    }
    wanted = further;
  }
  return unknown;
}

const PAGE = 200;
