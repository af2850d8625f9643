import type { Writable } from "node:stream";
import pg, { DatabaseError, type QueryConfig } from "pg";

/** A statement, and whom its rows answer. */
export interface Asked {
  query: QueryConfig;
  /** milliseconds that it has lately taken */
  lately: number;
  tries?: number;
  resolve(rows: unknown[]): void;
  reject(error: unknown): void;
}

/** What is run before and behind the statements of a unit, and answers nobody. */
export interface Frame {
  opening?: QueryConfig | undefined;
  closing?: QueryConfig | undefined;
}

/** What of pg's connection a unit uses. */
interface Connection {
  stream: Writable;
  parsedStatements: Record<string, string>;
  submittedNamedStatements: Record<string, string>;
  parse(message: { text: string; name?: string | undefined }): void;
  bind(message: {
    statement?: string | undefined;
    values: unknown[];
    valueMapper(value: unknown): unknown;
  }): void;
  describe(message: { type: "P"; name: string }): void;
  execute(message: { portal: string }): void;
  close(message: { type: "S"; name: string }): void;
  flush(): void;
  sync(): void;
}

interface Field {
  name: string;
  dataTypeID: number;
}

/** How rows of a statement are read; known once its columns are. */
class Reader {
  readonly #names: readonly string[];
  readonly #parsers: readonly ((value: string) => unknown)[];
  readonly #blank: Record<string, unknown>;

  constructor(fields: readonly Field[]) {
    this.#names = fields.map(({ name }) => name);
    this.#parsers = fields.map(({ dataTypeID }) => pg.types.getTypeParser(dataTypeID, "text"));
    this.#blank = Object.fromEntries(this.#names.map((name) => [name, null]));
  }

  row(values: readonly (string | null)[]): unknown {
    const row = { ...this.#blank };
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (value !== null) row[this.#names[i]!] = this.#parsers[i]!(value!);
    }
    return row;
  }
}

/** How many statements a connection keeps prepared: those that were asked last. */
const PREPARED = 500;

/** By connection and name of the statement, the one asked last at the end. A prepared one need not say again what its columns are; only such as are known to have been parsed stand here, so that they can be forgotten. */
const readers = new WeakMap<Connection, Readers>();
/** Undefined for a statement that has failed before it said what its columns are. */
type Readers = Map<string, Reader | undefined>;

function readersOf(connection: Connection): Readers {
  let known = readers.get(connection);
  if (!known) {
    known = new Map();
    readers.set(connection, known);
  }
  return known;
}

const { prepareValue } = (pg as unknown as { utils: { prepareValue(value: unknown): unknown } }).utils;

interface Part {
  query: QueryConfig;
  /** undefined for what opens or closes the unit */
  asked: Asked | undefined;
  reader: Reader | undefined;
  rows: unknown[];
  fault: unknown;
}

/** pg's own kind of query, which its client takes in a pipeline. */
const Query = pg.Query as unknown as new (config: object, callback: () => void) => object;

/**
 * Statements that are sent in one go. Where no transaction is open they are one, without a word for its begin and its end:
 * PostgreSQL ends it where the next word of the protocol says so. An opening statement makes settings for the others;
 * where it fails, all fail.
 *
 * Where another statement fails, those behind it are not run at all: `again` is given them.
 */
export class Unit extends Query {
  readonly #parts: Part[];
  #at = 0;
  #work = 0;
  #readers: Readers | undefined;

  constructor(
    { opening, closing }: Frame,
    asked: readonly Asked[],
    private readonly again: (asked: Asked) => void,
    private readonly done: (error?: Error) => void,
  ) {
    super({ text: "" }, () => {});
    this.#parts = asked.map((one) => partOf(one.query, one));
    if (opening) this.#parts.unshift(partOf(opening));
    if (closing) this.#parts.push(partOf(closing));
  }

  /** Of the statement that the server works on: pg's client keeps account by it of what has been parsed. */
  get name(): string | undefined {
    return this.#parts[this.#at]?.query.name;
  }
  set name(_: string | undefined) {}
  get text(): string {
    return this.#parts[this.#at]?.query.text ?? "";
  }
  set text(_: string) {}

  submit(connection: Connection): Error | null {
    this.#readers = readersOf(connection);
    connection.stream.cork();
    const sent = this.#parts.filter((part) => this.#send(connection, part));
    connection.sync();
    connection.stream.uncork();
    for (const { asked, fault } of this.#parts) if (fault) asked?.reject(fault);
    this.#parts.splice(0, this.#parts.length, ...sent);
    return null;
  }

  #send(connection: Connection, part: Part): boolean {
    const { name, text, values = [] } = part.query;
    const { parsedStatements, submittedNamedStatements } = connection;
    if (!name || !(parsedStatements[name] ?? submittedNamedStatements[name])) {
      // One that was to be forgotten behind a statement that failed is still there.
      if (name) this.#forget(connection, name);
      if (this.#readers!.size >= PREPARED) this.#forget(connection, this.#readers!.keys().next().value!);
      connection.parse({ name, text });
      if (name) submittedNamedStatements[name] = text;
    }
    try {
      connection.bind({ statement: name, values, valueMapper: prepareValue });
    } catch (fault) {
      part.fault = fault;
      return false;
    }
    part.reader = name ? this.#readerOf(name) : undefined;
    if (!part.reader) connection.describe({ type: "P", name: "" });
    connection.execute({ portal: "" });
    this.#work += part.asked?.lately ?? 0;
    if (this.#work >= HOLD_MS && part !== this.#parts.at(-1)) {
      connection.flush();
      this.#work = 0;
    }
    return true;
  }

  #readerOf(name: string): Reader | undefined {
    const reader = this.#readers!.get(name);
    // To move it costs more than to find it, and the order matters only near the limit.
    if (reader && this.#readers!.size * 2 > PREPARED) {
      this.#readers!.delete(name);
      this.#readers!.set(name, reader);
    }
    return reader;
  }

  #forget(connection: Connection, name: string): void {
    connection.close({ type: "S", name });
    this.#readers!.delete(name);
    delete connection.parsedStatements[name];
    delete connection.submittedNamedStatements[name];
  }

  handleRowDescription({ fields }: { fields: readonly Field[] }): void {
    const part = this.#parts[this.#at]!;
    part.reader = new Reader(fields);
    if (part.query.name) this.#readers!.set(part.query.name, part.reader);
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    const part = this.#parts[this.#at]!;
    try {
      part.rows.push(part.reader!.row(fields));
    } catch (fault) {
      part.fault = fault;
    }
  }

  handleCommandComplete(): void {
    const { asked, rows, fault } = this.#parts[this.#at++]!;
    if (fault) asked?.reject(fault);
    else asked?.resolve(rows);
  }

  handleReadyForQuery(): void {
    this.done();
  }

  handleError(error: Error, connection: Connection): void {
    const [failed, ...behind] = this.#parts.slice(this.#at);
    const lost = !(error instanceof DatabaseError && error.severity === "ERROR");
    if (failed?.asked && !lost && isOfPreparing(error, failed.asked)) this.again(failed.asked);
    else failed?.asked?.reject(error);
    const name = failed?.query.name;
    const known = readersOf(connection);
    if (name && connection.parsedStatements[name] && !known.has(name)) known.set(name, undefined);
    for (const { query, asked } of behind) {
      // It was sent to be parsed, and never will be.
      if (query.name && !connection.parsedStatements[query.name])
        delete connection.submittedNamedStatements[query.name];
      if (!asked) continue;
      if (lost || !failed?.asked) asked.reject(error);
      else this.again(asked);
    }
    this.done(lost ? error : undefined);
  }
}

/** How often a statement is sent once more because it was not prepared. */
const TRIES = 3;

/**
 * Did the statement fail only because of what went before it on the connection? Where one that was to prepare it has failed,
 * those sent behind rely on it in vain.
 */
function isOfPreparing({ code }: DatabaseError, asked: Asked): boolean {
  asked.tries = (asked.tries ?? 0) + 1;
  return code === "26000" && asked.tries <= TRIES;
}

/** What so much work has found is handed over before the unit goes on, so that whoever asked need not wait for all of it. */
const HOLD_MS = 0.3;

const partOf = (query: QueryConfig, asked?: Asked): Part => ({
  query,
  asked,
  reader: undefined,
  rows: [],
  fault: undefined,
});
