import type {
  FetchRewrite,
  FlattenNodePathSegment,
  RequiresSelection,
} from "@graphql-hive/router-query-planner";
import { type GraphQLSchema, isAbstractType } from "graphql";
import type { Data, Path } from "./project.ts";

/** Names of the object types that a type condition admits. */
export function admitted(schema: GraphQLSchema, names: readonly string[]): ReadonlySet<string> {
  return new Set(
    names.flatMap((name) => {
      const type = schema.getType(name);
      return isAbstractType(type) ? schema.getPossibleTypes(type).map((possible) => possible.name) : [name];
    }),
  );
}

/** One step on the way to the entities: into a field, or past what is not of the wanted types. */
type Segment = string | ReadonlySet<string>;

/** The way from the root of the data to entities. Lists on the way are walked through, however deep. */
export function pathOf(schema: GraphQLSchema, path: readonly FlattenNodePathSegment[]): readonly Segment[] {
  return path.flatMap((segment): Segment[] => {
    if (segment === "@") return [];
    return "Field" in segment ? [segment.Field] : [admitted(schema, segment.TypeCondition)];
  });
}

/** Finds the entities at the end of a path. */
export function collect(value: unknown, path: readonly Segment[], at: number, found: Data[]): void {
  if (value === null || typeof value !== "object") return;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) collect(value[index], path, at, found);
    return;
  }
  if (at === path.length) {
    found.push(value as Data);
    return;
  }
  const segment = path[at]!;
  if (typeof segment === "string") collect((value as Data)[segment], path, at + 1, found);
  else if (fits(value as Data, segment)) collect(value, path, at + 1, found);
}

const fits = (value: Data, types: ReadonlySet<string>) =>
  value.__typename === undefined || types.has(value.__typename as string);

/** Every place at which an entity at the end of a path stands: needed only when something went wrong. */
export function locate(root: Data, path: readonly Segment[]): Map<Data, Path[]> {
  const places = new Map<Data, Path[]>();
  const walk = (value: unknown, at: number, place: Path): void => {
    if (value === null || typeof value !== "object") return;
    if (Array.isArray(value)) {
      value.forEach((item, index) => {
        walk(item, at, [...place, index]);
      });
      return;
    }
    if (at === path.length) {
      const known = places.get(value as Data);
      if (known) known.push(place);
      else places.set(value as Data, [place]);
      return;
    }
    const segment = path[at]!;
    if (typeof segment === "string") walk((value as Data)[segment], at + 1, [...place, segment]);
    else if (fits(value as Data, segment)) walk(value, at + 1, place);
  };
  walk(root, 0, []);
  return places;
}

/** Entities that are one and the same, and how a room is told which one they are. */
export interface Represented {
  representation: Data;
  entities: Data[];
}

/** Builds representations, each entity once however often it stands in the answer. */
export type Represent = (entities: readonly Data[]) => Represented[];

interface Needed {
  read: string;
  name: string;
  below: readonly Needed[] | undefined;
}

/** Compiles what a room requires to know of an entity. */
export function representing(schema: GraphQLSchema, requires: readonly RequiresSelection[]): Represent {
  const byType = new Map<string, Needed[]>();
  const neededFor = (typename: string): Needed[] => {
    let needed = byType.get(typename);
    if (!needed) {
      needed = neededOf(requires, typename);
      byType.set(typename, needed);
    }
    return needed;
  };
  const neededOf = (selections: readonly RequiresSelection[], typename: string | undefined): Needed[] =>
    selections.flatMap((selection): Needed[] => {
      if (selection.kind === "FragmentSpread") return [];
      if (selection.kind === "InlineFragment") {
        const fitting = typename === undefined || admitted(schema, [selection.typeCondition]).has(typename);
        return fitting ? neededOf(selection.selections, typename) : [];
      }
      const below = selection.selections?.length ? neededOf(selection.selections, undefined) : undefined;
      return [{ read: selection.alias ?? selection.name, name: selection.name, below }];
    });

  return (entities) => {
    const represented = new Map<string, Represented>();
    for (const entity of entities) {
      const typename = entity.__typename;
      if (typeof typename !== "string") continue;
      const needed = neededFor(typename);
      if (needed.length === 0) continue;
      const representation = read(entity, needed) as Data | undefined;
      if (!representation) continue;
      representation.__typename = typename;
      const key = keyOf(representation, needed);
      const known = represented.get(key);
      if (known) known.entities.push(entity);
      else represented.set(key, { representation, entities: [entity] });
    }
    return [...represented.values()];
  };
}

/** The same text for the same entity, and for no other. */
function keyOf(representation: Data, needed: readonly Needed[]): string {
  let key = representation.__typename as string;
  for (const { name } of needed) {
    if (name === "__typename") continue;
    const value = representation[name];
    key += typeof value === "string" ? `"${value.length}:${value}` : JSON.stringify(value);
  }
  return key;
}

/** The needed part of a value, or nothing when a part of it is missing. */
function read(value: unknown, needed: readonly Needed[]): unknown {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((item) => read(item, needed));
  const part: Data = {};
  for (const { read: from, name, below } of needed) {
    const found = (value as Data)[from] ?? (value as Data)[name];
    if (found === undefined) return undefined;
    part[name] = below ? read(found, below) : found;
  }
  return part;
}

/** Lays what a room answered over what is known already. */
export function merge(known: Data, found: Data): void {
  if (known === found) return;
  for (const key in found) {
    const before = known[key];
    const value = found[key];
    if (before === undefined || before === null) known[key] = value;
    else if (typeof before === "object" && typeof value === "object" && value !== null) {
      if (!Array.isArray(before)) merge(before as Data, value as Data);
      else if (Array.isArray(value) && value.length === before.length) mergeLists(before, value);
    }
  }
}

function mergeLists(known: unknown[], found: readonly unknown[]): void {
  for (let index = 0; index < known.length; index++) {
    const before = known[index];
    const value = found[index];
    if (before === null || typeof before !== "object" || value === null || typeof value !== "object")
      continue;
    if (Array.isArray(before)) mergeLists(before, value as unknown[]);
    else merge(before as Data, value as Data);
  }
}

/** Compiles what the planner wants changed in data before they are sent or after they came. */
export function rewriting(
  schema: GraphQLSchema,
  rewrites: readonly FetchRewrite[] | undefined,
): ((data: unknown) => void) | undefined {
  if (!rewrites?.length) return undefined;
  const steps = rewrites.map((rewrite) => {
    const setter =
      "ValueSetter" in rewrite ? rewrite.ValueSetter : "setValueTo" in rewrite ? rewrite : undefined;
    const renamer = "KeyRenamer" in rewrite ? rewrite.KeyRenamer : undefined;
    const segments = (setter ?? renamer)!.path.map(
      (segment): Segment => ("Key" in segment ? segment.Key : admitted(schema, segment.TypenameEquals)),
    );
    const key = segments.pop() as string;
    return (data: unknown) => {
      const owners: Data[] = [];
      collect(data, segments, 0, owners);
      for (const owner of owners) {
        if (setter) owner[key] = setter.setValueTo;
        else if (renamer && owner[key] !== undefined) {
          owner[renamer.renameKeyTo] = owner[key];
          delete owner[key];
        }
      }
    };
  });
  return (data) => {
    for (const step of steps) step(data);
  };
}

/** The names that error paths of rooms bear, where the planner wants them renamed. */
export function renamings(rewrites: readonly FetchRewrite[] | undefined): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const rewrite of rewrites ?? []) {
    if (!("KeyRenamer" in rewrite)) continue;
    const last = rewrite.KeyRenamer.path.at(-1);
    if (last && "Key" in last) names.set(last.Key, rewrite.KeyRenamer.renameKeyTo);
  }
  return names;
}
