import type { Kind } from "../../foundation/enums.ts";
import { type Around, type Mention, mentioned, mentions } from "./documents/around.ts";
import { allLinks, documentOf } from "./documents/make.ts";
import { projectionOf, type Searchable } from "./documents/operation.ts";
import type { Links } from "./documents/projection.ts";
import { EngineUnavailable } from "./engine.ts";
import { type Answer, type Ask, gather } from "./gather.ts";
import { DocumentsRefused, type IndexWriter } from "./meilisearch/writer.ts";
import type { SearchDocument } from "./search-document.ts";

export interface Outcome {
  /** the index holds their present state, or no longer holds them */
  carried: string[];
  /** to be tried again: the reason, by id */
  waiting: Map<string, string>;
  /** cannot become documents, or not now: the reason, by id */
  failed: Map<string, string>;
}

interface Drawn {
  kind: Kind;
  record: Searchable;
  links: Links;
}

/**
 * Brings the documents of these records to what the graph says of them now. Rejects with EngineUnavailable or
 * GraphUnavailable where nothing can be done at the moment; a record that is the trouble itself stops no other.
 */
export async function carry(
  wanted: readonly Mention[],
  {
    ask,
    writer,
    around = new Map(),
  }: { ask: Ask; writer: Pick<IndexWriter, "put" | "remove">; around?: Around },
): Promise<Outcome> {
  const outcome: Outcome = { carried: [], waiting: new Map(), failed: new Map() };
  const gone: string[] = [];
  const drawn: Drawn[] = [];
  const answers = await gather(ask, wanted);
  for (const [i, { kind, id }] of wanted.entries()) {
    const answer = answers[i]!;
    if (answer.is === "gone") gone.push(id);
    else if (answer.is === "unknown") outcome.waiting.set(id, answer.why);
    else if (answer.is === "faulty") outcome.failed.set(id, answer.why);
    else
      attempt(id, outcome, () => {
        if (answer.record.id !== id) throw new Error("The graph answered another record.");
        drawn.push({
          kind,
          record: answer.record,
          links: allLinks(answer.record, projectionOf(kind).links(answer.record)),
        });
      });
  }

  const unknown = await lookAround(
    ask,
    around,
    drawn.flatMap(({ links }) => mentions(links)),
  );
  const documents: SearchDocument[] = [];
  for (const { kind, record, links } of drawn) {
    const missing = mentions(links).find(({ id }) => unknown.has(id));
    if (missing) outcome.waiting.set(record.id, unknown.get(missing.id)!);
    else attempt(record.id, outcome, () => documents.push(documentOf(kind, record, links, around)));
  }

  await writer.remove(gone);
  outcome.carried.push(...gone, ...(await putAll(writer, documents, outcome)));
  return outcome;
}

function attempt(id: string, { failed }: Outcome, work: () => unknown) {
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
      const answers: Answer[] = await gather(ask, page);
      for (const [i, { kind, id }] of page.entries()) {
        const answer = answers[i]!;
        if (answer.is === "there") {
          const told = mentioned(kind, answer.record);
          around.set(id, told.known);
          further.push(...told.further);
        } else if (answer.is === "gone") around.set(id, { names: {}, country: null, above: [] });
        else unknown.set(id, answer.why);
      }
    }
    wanted = further;
  }
  return unknown;
}

const PAGE = 200;

/** Writes the documents, all but those that the index refuses. Where it refuses every one without saying why, it is the index that is in trouble. */
async function putAll(
  writer: Pick<IndexWriter, "put">,
  documents: readonly SearchDocument[],
  outcome: Outcome,
): Promise<string[]> {
  const doubts: DocumentsRefused[] = [];
  const carried = await putHalves(writer, documents, outcome, doubts);
  if (documents.length > 1 && doubts.length === documents.length) throw new EngineUnavailable(doubts[0]);
  return carried;
}

/** Halves what is refused until the one that is the trouble stands alone. */
async function putHalves(
  writer: Pick<IndexWriter, "put">,
  documents: readonly SearchDocument[],
  outcome: Outcome,
  doubts: DocumentsRefused[],
): Promise<string[]> {
  try {
    await writer.put(documents);
    return documents.map(({ id }) => id);
  } catch (error) {
    if (!(error instanceof DocumentsRefused)) throw error;
    if (documents.length === 1) {
      outcome.failed.set(documents[0]!.id, error.message);
      if (!error.certain) doubts.push(error);
      return [];
    }
    const half = Math.ceil(documents.length / 2);
    return [
      ...(await putHalves(writer, documents.slice(0, half), outcome, doubts)),
      ...(await putHalves(writer, documents.slice(half), outcome, doubts)),
    ];
  }
}
