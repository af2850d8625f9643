import pg, { DatabaseError, type QueryConfig, type QueryResult } from "pg";

/** A statement of a unit, and whom it answers. */
export interface Asked {
  query: QueryConfig;
  resolve(result: QueryResult): void;
  reject(error: unknown): void;
}

/** What of pg's connection, and of a query on it, a unit needs to know. */
interface Connection {
  parsedStatements: Record<string, string>;
  submittedNamedStatements: Record<string, string>;
  sync(): void;
}
interface Statement {
  name?: string;
  text: string;
  submit(connection: Connection): Error | null;
  handleRowDescription(message: unknown): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: Connection): void;
  handleReadyForQuery(connection: Connection): void;
}
const Query = pg.Query as unknown as {
  new (config: QueryConfig, callback: (error: unknown, result: QueryResult) => void): Statement;
};

interface Part extends Asked {
  statement: Statement;
  answered: boolean;
}

/**
 * Statements that are sent in one go and run as one transaction, without a word for its begin and its end: PostgreSQL
 * ends it where the next word of the protocol says so. An opening statement makes its settings for the others and is
 * answered to nobody; where it fails, all fail.
 *
 * Where a statement fails, those behind it are not run at all: `again` is given them.
 */
export class Unit extends Query {
  readonly #parts: Part[] = [];
  readonly #opens: boolean;
  #at = 0;

  constructor(
    opening: QueryConfig | undefined,
    asked: readonly Asked[],
    private readonly again: (asked: Asked) => void,
    private readonly done: (error?: Error) => void,
  ) {
    super({ text: "" }, () => {});
    this.#opens = opening !== undefined;
    if (opening) this.#add({ query: opening, resolve: () => {}, reject: () => {} });
    for (const one of asked) this.#add(one);
    // Read by pg's client, which keeps account by them of what the server has parsed.
    Object.defineProperties(this, {
      name: { get: () => this.#parts[this.#at]?.statement.name },
      text: { get: () => this.#parts[this.#at]?.statement.text ?? "" },
    });
  }

  #add(asked: Asked): void {
    const part: Part = {
      ...asked,
      answered: false,
      statement: new Query(asked.query, (error, result) => {
        part.answered = true;
        if (error) asked.reject(error);
        else asked.resolve(result);
      }),
    };
    this.#parts.push(part);
  }

  override submit(connection: Connection): Error | null {
    const unsynced = Object.create(connection, { sync: { value: () => {} } }) as Connection;
    for (const part of this.#parts) {
      const { statement } = part;
      const wrong = statement.submit(unsynced);
      if (wrong) part.reject(wrong);
      part.answered ||= wrong !== null;
      if (part.answered && statement.name) delete connection.submittedNamedStatements[statement.name];
    }
    connection.sync();
    this.#skipAnswered();
    return null;
  }

  /** A statement whose values could not be sent has been answered before the server knows of it. */
  #skipAnswered(): void {
    while (this.#parts[this.#at]?.answered) this.#at++;
  }

  override handleRowDescription(message: unknown): void {
    this.#parts[this.#at]?.statement.handleRowDescription(message);
  }

  override handleDataRow(message: unknown): void {
    this.#parts[this.#at]?.statement.handleDataRow(message);
  }

  override handleCommandComplete(message: unknown, connection: Connection): void {
    const part = this.#parts[this.#at];
    if (!part) return;
    part.statement.handleCommandComplete(message, connection);
    part.statement.handleReadyForQuery(connection);
    part.answered = true;
    this.#skipAnswered();
  }

  override handleReadyForQuery(): void {
    this.done();
  }

  handleError(error: Error, connection: Connection): void {
    const [failed, ...behind] = this.#parts.slice(this.#at).filter(({ answered }) => !answered);
    const lost = !(error instanceof DatabaseError && error.severity === "ERROR");
    const all = lost || (this.#opens && failed === this.#parts[0]);
    failed?.reject(error);
    for (const part of behind) {
      const { name } = part.statement;
      // It was sent to be parsed, and never will be.
      if (name && !connection.parsedStatements[name]) delete connection.submittedNamedStatements[name];
      if (all) part.reject(error);
      else this.again(part);
    }
    this.#at = this.#parts.length;
    this.done(lost ? error : undefined);
  }
}
