import type { ExecutionResult } from "graphql";

type Path = readonly (string | number)[];

/** An answer as far as two gateways must agree on it: the data, and the places that are null because of an error. */
export interface Comparable {
  data: unknown;
  faults: string[];
}

/** Leaves messages and codes out, and takes every error to the null that it caused. */
export function comparable(result: ExecutionResult): Comparable {
  const data = plain(result.data);
  const faults = new Set(
    (result.errors ?? []).map(({ path }) => JSON.stringify(path ? nullAt(data, path) : [])),
  );
  return { data, faults: [...faults].sort() };
}

/**
 * The places that are null because of an error for which two answers name no code in common. Positions in lists are left
 * out; of several errors that make one place null, GraphQL asks for one.
 */
export function disagreeing(one: ExecutionResult, other: ExecutionResult): string[] {
  const [ours, theirs] = [codesOf(one), codesOf(other)];
  return [...new Set([...ours.keys(), ...theirs.keys()])]
    .map((place) => ({ place, both: [ours, theirs].map((codes) => [...(codes.get(place) ?? [])]) }))
    .filter(({ both: [mine, other] }) => !mine!.some((code) => other!.includes(code)))
    .map(({ place, both }) => `${place}: ${both.join(" | ")}`);
}

function codesOf({ data, errors }: ExecutionResult): Map<string, Set<unknown>> {
  const codes = new Map<string, Set<unknown>>();
  for (const { path, extensions } of errors ?? []) {
    const place = nullAt(data ?? null, path ?? [])
      .filter((key) => typeof key === "string")
      .join(".");
    codes.set(place, (codes.get(place) ?? new Set()).add(extensions?.code));
  }
  return codes;
}

/** All of an answer, its errors in the order of their places. */
export function whole({ data, errors = [] }: ExecutionResult): unknown {
  const told = errors.map(({ path, message, extensions }) => ({ path, message, extensions }));
  return plain({ data, errors: told.sort((a, b) => (String(a.path) < String(b.path) ? -1 : 1)) });
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));

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
