import type { ExecutionResult } from "graphql";

type Path = readonly (string | number)[];

/** An answer as far as two gateways must agree on it: the data, and the places that are null because of an error. */
export interface Comparable {
  data: unknown;
  faults: string[];
}

/** Leaves messages and codes out, and takes every error to the null that it caused. */
export function comparable(result: ExecutionResult): Comparable {
  const data = JSON.parse(JSON.stringify(result.data ?? null)) as unknown;
  const faults = new Set(
    (result.errors ?? []).map(({ path }) => JSON.stringify(path ? nullAt(data, path) : [])),
  );
  return { data, faults: [...faults].sort() };
}

function nullAt(data: unknown, path: Path): Path {
  let value = data;
  for (let length = 0; length < path.length; length++) {
    if (value === null || value === undefined) return path.slice(0, length);
    value = (value as Record<string | number, unknown>)[path[length]!];
  }
  return path;
}

/** The places at which two answers differ, each with both values in short. */
export function differences(ours: unknown, theirs: unknown, at = ""): string[] {
  if (JSON.stringify(ours) === JSON.stringify(theirs)) return [];
  const both = [ours, theirs];
  if (both.some((value) => value === null || typeof value !== "object"))
    return [`${at}: ${both.map(short).join(" | ")}`];
  const keys = new Set(both.flatMap((value) => Object.keys(value as object)));
  const deeper = [...keys].flatMap((key) =>
    differences(
      ...(both.map((value) => (value as Record<string, unknown>)[key]) as [unknown, unknown]),
      `${at}.${key}`,
    ),
  );
  return deeper.length > 0 ? deeper : [`${at}: the order of fields: ${both.map(short).join(" | ")}`];
}

const short = (value: unknown) => (JSON.stringify(value) ?? "nothing").slice(0, 200);
