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

/**
 * The places that are null because of an error for which two answers name no error in common. Where several errors make
 * one place null GraphQL asks for one, and which of them are told depends on which came first. Positions in lists may
 * be left out.
 */
export function disagreeing(
  one: ExecutionResult,
  other: ExecutionResult,
  { positions = true } = {},
): string[] {
  const [ours, theirs] = [told(one, positions), told(other, positions)];
  return [...new Set([...ours.keys(), ...theirs.keys()])]
    .map((place) => ({ place, both: [ours, theirs].map((errors) => [...(errors.get(place) ?? [])]) }))
    .filter(({ both: [mine, other] }) => !mine!.some((error) => other!.includes(error)))
    .map(({ place, both }) => `${place}: ${both.join(" | ")}`);
}

function told({ data, errors }: ExecutionResult, positions: boolean): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { path, message, extensions } of errors ?? []) {
    const place = positions ? nullAt(data, path ?? []) : deepestNull(data, path ?? []);
    found.set(
      place.join("."),
      (found.get(place.join(".")) ?? new Set()).add(`${extensions?.code} ${message}`),
    );
  }
  return found;
}

/** The deepest null on a path whose positions in lists are not to be believed: without them. */
function deepestNull(data: unknown, path: Path): Path {
  const names = path.filter((key) => typeof key === "string");
  const reached = (value: unknown, depth: number): number => {
    if (Array.isArray(value)) return Math.max(depth, ...value.map((item) => reached(item, depth)));
    if (value === null || value === undefined || depth === names.length) return depth;
    return reached((value as Record<string, unknown>)[names[depth]!], depth + 1);
  };
  return names.slice(0, reached(data, 0));
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
