import { readFileSync } from "node:fs";
import { type Column, columns } from "./columns.ts";

/** What comes of an operation: it is allowed, it finds nothing, it is refused; or something else went wrong, which no table expects. */
export type Outcome = "+" | "." | "!" | `?${string}`;

/** A line of the table: an operation on something, and what comes of it for each column. */
export interface Line {
  /** as `query practice`, `mutation changePractice` or `entity Practice` */
  operation: string;
  /** what it is about, as `draft` */
  of: string;
}

const WIDE = { operation: 34, of: 40, column: 8 };

/** A line as it stands in the table. */
export function written({ operation, of }: Line, outcomes: ReadonlyMap<Column, Outcome>): string {
  const cells = columns.map((column) => outcomes.get(column)!.padEnd(WIDE.column)).join("");
  return `${operation.padEnd(WIDE.operation)}${of.padEnd(WIDE.of)}${cells}`.trimEnd();
}

const HEAD = `${" ".repeat(WIDE.operation + WIDE.of)}${columns.map((name) => name.padEnd(WIDE.column)).join("")}`;

/** The lines of the table as it stands in its file, by operation and what it is about. Throws where its columns are not those that are asked. */
export function linesOf(file: string): string[] {
  const lines = readFileSync(file, "utf8").split("\n");
  if (!lines.includes(HEAD.trimEnd())) throw new Error(`The table's columns are not: ${columns.join(", ")}.`);
  return lines.filter((line) => /^(query|mutation|entity) /.test(line));
}
