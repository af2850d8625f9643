import { GraphQLScalarType, Kind } from "graphql";
import sql, { raw, type Sql } from "sql-template-tag";
import { badInput } from "./problems.ts";

const form = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** The text as a calendar date of day, month or year precision ("2018-12-07", "2016-06", "2020"); throws a Problem where it is none. */
function partialDate(value: unknown): string {
  const match = typeof value === "string" ? form.exec(value) : null;
  if (match) {
    const [, year, month = "01", day = "01"] = match;
    const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
    if (!Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}`))
      return value as string;
  }
  throw badInput(
    "date",
    `${JSON.stringify(value)?.slice(0, 40)} is not a date: write 2018-12-07, or 2016-06 or 2020 where only the month or the year is known.`,
  );
}

export const PartialDate = new GraphQLScalarType<string, string>({
  name: "PartialDate",
  description:
    "A calendar date as precise as it is known: a day (2018-12-07), a month (2016-06) or a year (2020), after ISO 8601.",
  specifiedByURL: "https://www.loc.gov/standards/datetime/",
  serialize: (value) => value as string,
  parseValue: partialDate,
  parseLiteral: (node) => partialDate(node.kind === Kind.STRING ? node.value : undefined),
});

/** The condition that the partial date in `column` is, as far as it is known, that date or later. */
export const notBefore = (column: string, date: string): Sql =>
  sql`${raw(column)} >= left(${date}::text, length(${raw(column)})) COLLATE "C"`;

/** The condition that the partial date in `column` is, as far as it is known, that date or earlier. */
export const notAfter = (column: string, date: string): Sql =>
  sql`left(${raw(column)}, ${date.length}::int) <= ${date}::text COLLATE "C"`;

/** Whether a period of two partial dates ends before it begins; never where one of them is open. */
export const endsBefore = (start: string | null | undefined, end: string | null | undefined): boolean =>
  !!start && !!end && end < start.slice(0, end.length);
