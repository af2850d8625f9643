import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql";
import { applies, collectFields, type DataKeys, type Included, type Operation } from "./operation.ts";

export type Path = readonly (string | number)[];
export type Data = Record<string, unknown>;

/** What one shaping needs to know and finds out. */
export interface Shaping {
  /** where the shaper stands: valid up to the depth it was called with */
  path: (string | number)[];
  /** called where a field must not be null and is, and whose fault has to be told */
  violated(path: Path, coordinate: string): void;
}

/** Null because something below must not be null: told already. */
const FALLEN = Symbol("fallen");

type Complete = (value: unknown, shaping: Shaping, depth: number) => unknown;

interface Field {
  /** the client's name for it */
  key: string;
  /** its name in the rooms' data */
  dataKey: string;
  nonNull: boolean;
  coordinate: string;
  /** nothing: a value to be passed as it is */
  complete: Complete | undefined;
  /** what is selected below, through any lists */
  below: Selected | undefined;
  /** answered by the gateway: the name of the type */
  typename: boolean;
}

interface Selected {
  /** the fields for a value of this type, all of the possible ones if its type is not known */
  fieldsOf(typename: unknown): readonly Field[];
}

/** Shapes answers by a client's selection, compiled once per operation. */
export interface Shape {
  /** The answer's data; null when the root itself fell. */
  shape(data: Data, shaping: Shaping): Data | null;
  /** Where in the answer a place in the rooms' data shows: nowhere, once, or under several aliases. */
  places(data: Data, path: Path): Path[];
}

/** Where the data hold the answer to a root field that no room is asked for: `__schema` and `__type`. */
export const localKey = (responseKey: string) => `local:${responseKey}`;

/** Compiles the shape of an operation's answer. */
export function shapeOf(
  schema: GraphQLSchema,
  operation: Operation,
  included: Included,
  keys: DataKeys,
  root: GraphQLObjectType,
): Shape {
  const selected = (type: GraphQLCompositeType, nodes: readonly FieldNode[]) => {
    const sets = nodes.map((node) => node.selectionSet!);
    const compiled = new Map<string, Field[]>();
    const fieldsOfType = (name: string): Field[] | undefined => {
      let fields = compiled.get(name);
      if (!fields) {
        const concrete = schema.getType(name);
        if (!isObjectType(concrete) || !applies(schema, type.name, concrete)) return undefined;
        fields = [...collectFields(schema, operation, included, concrete, sets)].map(([key, found]) =>
          fieldOf(concrete, key, found),
        );
        compiled.set(name, fields);
      }
      return fields;
    };
    return fieldsOfType;
  };

  const fieldOf = (parent: GraphQLObjectType, key: string, nodes: FieldNode[]): Field => {
    const name = nodes[0]!.name.value;
    const coordinate = `${parent.name}.${name}`;
    const definition = parent.getFields()[name];
    if (!definition) {
      const typename = name === "__typename";
      const dataKey = typename ? name : localKey(key);
      return { key, dataKey, nonNull: typename, coordinate, complete: undefined, below: undefined, typename };
    }
    const { type } = definition;
    const nonNull = isNonNullType(type);
    const { complete, below } = completion(nonNull ? type.ofType : type, nodes, coordinate);
    return { key, dataKey: keys.of(nodes[0]!), nonNull, coordinate, complete, below, typename: false };
  };

  /** How a value of a nullable type is completed: null, FALLEN or the shaped value. */
  const completion = (
    type: GraphQLOutputType,
    nodes: FieldNode[],
    coordinate: string,
  ): { complete: Complete | undefined; below: Selected | undefined } => {
    if (isLeafType(type)) return { complete: undefined, below: undefined };
    if (isListType(type)) {
      const nonNull = isNonNullType(type.ofType);
      const item = completion(nonNull ? type.ofType.ofType : type.ofType, nodes, coordinate);
      return {
        complete: item.complete && completeList(item.complete, nonNull, coordinate),
        below: item.below,
      };
    }
    const composite = type as GraphQLCompositeType;
    const fieldsOfType = selected(composite, nodes);
    if (!isAbstractType(composite)) {
      let fields: Field[] | undefined;
      const own = () => (fields ??= fieldsOfType(composite.name)!);
      return {
        complete: (value, shaping, depth) =>
          value === null || value === undefined
            ? null
            : completeObject(own(), value as Data, composite.name, shaping, depth),
        below: { fieldsOf: own },
      };
    }
    return {
      complete: (value, shaping, depth) => {
        if (value === null || value === undefined) return null;
        const typename = (value as Data).__typename as string;
        const fields = fieldsOfType(typename);
        return fields ? completeObject(fields, value as Data, typename, shaping, depth) : null;
      },
      below: {
        fieldsOf: (typename) =>
          fieldsOfType(typename as string) ??
          schema.getPossibleTypes(composite).flatMap((possible) => fieldsOfType(possible.name) ?? []),
      },
    };
  };

  const rootFields = [...collectFields(schema, operation, included, root, [operation.node.selectionSet])].map(
    ([key, nodes]) => fieldOf(root, key, nodes),
  );

  return {
    shape: (data, shaping) => {
      const shaped = completeObject(rootFields, data, root.name, shaping, 0);
      return shaped === FALLEN || shaped === null ? null : (shaped as Data);
    },
    places: (data, path) => places(rootFields, data, path),
  };
}

function completeObject(
  fields: readonly Field[],
  value: Data,
  typename: string,
  shaping: Shaping,
  depth: number,
): unknown {
  const shaped: Data = {};
  for (let index = 0; index < fields.length; index++) {
    const field = fields[index]!;
    let found = field.typename ? typename : value[field.dataKey];
    if (field.complete) {
      shaping.path[depth] = field.key;
      found = field.complete(found, shaping, depth + 1);
      if (found === FALLEN) {
        if (field.nonNull) return FALLEN;
        found = null;
      }
    }
    if (found === null || found === undefined) {
      if (field.nonNull) {
        shaping.path[depth] = field.key;
        shaping.violated(shaping.path.slice(0, depth + 1), field.coordinate);
        return FALLEN;
      }
      found = null;
    }
    if (field.key === "__proto__")
      Object.defineProperty(shaped, field.key, { value: found, enumerable: true });
    else shaped[field.key] = found;
  }
  return shaped;
}

function completeList(complete: Complete, nonNull: boolean, coordinate: string): Complete {
  return (value, shaping, depth) => {
    if (!Array.isArray(value)) return null;
    const shaped = new Array(value.length);
    for (let index = 0; index < value.length; index++) {
      shaping.path[depth] = index;
      const item = complete(value[index], shaping, depth + 1);
      if (item === null && nonNull) shaping.violated(shaping.path.slice(0, depth + 1), coordinate);
      if (nonNull && (item === null || item === FALLEN)) return FALLEN;
      shaped[index] = item === FALLEN ? null : item;
    }
    return shaped;
  };
}

/** Follows a path through the data. What the client did not select shows, if at all, at the null that it caused above. */
function places(fields: readonly Field[], value: unknown, path: Path, at = 0): Path[] {
  let index = at;
  let inside = value;
  const numbers: number[] = [];
  while (typeof path[index] === "number") {
    numbers.push(path[index] as number);
    inside = (inside as unknown[] | null | undefined)?.[path[index] as number];
    index++;
  }
  if (index >= path.length) return [numbers];
  const below = new Map<string, Path[]>();
  for (const field of fields) {
    if (field.dataKey !== path[index] || below.has(field.key)) continue;
    const child = (inside as Data | null | undefined)?.[field.dataKey];
    below.set(field.key, under(field, child, path, index + 1));
  }
  const found = [...below].flatMap(([key, rests]) => rests.map((rest) => [...numbers, key, ...rest]));
  if (found.length > 0) return found;
  return inside === null || inside === undefined ? [numbers] : [];
}

function under(field: Field, value: unknown, path: Path, at: number): Path[] {
  if (!field.below) return [path.slice(at)];
  let inside = value;
  for (let index = at; typeof path[index] === "number"; index++)
    inside = (inside as unknown[] | null)?.[path[index] as number];
  return places(field.below.fieldsOf((inside as Data | null | undefined)?.__typename), value, path, at);
}
