import {
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from "graphql";
import { v7 } from "uuid";

/** A call of a mutation that is wrong in one place. */
export interface Fault {
  what: string;
  args: Record<string, unknown>;
  /** the codes that say so */
  codes: readonly string[];
}

type Values = Readonly<Record<string, unknown>>;

const bad = ["BAD_USER_INPUT"];
const long = ["TEXT_TOO_LONG", "BAD_USER_INPUT"];
const unknown = ["NOT_FOUND", "UNKNOWN_REFERENCE", "BAD_USER_INPUT"];

/** What is wrong in the leaves of a type, with the codes that tell. */
const wrong: Readonly<Record<string, () => [what: string, value: unknown, codes: readonly string[]][]>> = {
  ID: () => [
    ["an unknown id", v7(), unknown],
    ["an id that is none", "nonsense", unknown],
  ],
  String: () => [
    ["a text that is too long", "long ".repeat(6_000), long],
    ["a text with NUL", "nul\0nul", bad],
  ],
  PartialDate: () => [["a date that is none", "2020-02-30", bad]],
};

/** Every call that is wrong in one place of its arguments and right in all others. `values` are right values by the names of fields. */
export function* faultsOf(
  field: GraphQLField<unknown, unknown>,
  args: Values,
  values: Values,
): Generator<Fault> {
  for (const { name, type } of field.args) {
    if (name === "revision")
      yield { what: "an old revision", args: { ...args, revision: 999 }, codes: ["CONFLICT"] };
    for (const { at, leaf, set } of leaves(type, args[name], values, [name])) {
      // Keys of outcomes and outputs are names that the caller gives.
      if (at.endsWith(".key")) continue;
      for (const [what, value, codes] of wrong[leaf]?.() ?? [])
        yield { what: `${what} in ${at}`, args: { ...args, [name]: set(value) }, codes };
    }
  }
}

interface Leaf {
  at: string;
  leaf: string;
  set(value: unknown): unknown;
}

/** The leaves of an argument's type, each with the argument as it is with another value there. */
function* leaves(
  type: GraphQLInputType,
  given: unknown,
  values: Values,
  path: readonly string[],
): Generator<Leaf> {
  const inner = getNullableType(type);
  if (isListType(inner)) {
    const [first, ...others] = (given as unknown[] | undefined) ?? [];
    for (const { set, ...leaf } of leaves(inner.ofType, first, values, path))
      yield { ...leaf, set: (value) => [set(value), ...others] };
    return;
  }
  if (!isInputObjectType(inner)) {
    yield { at: path.join("."), leaf: getNamedType(inner).name, set: (value) => value };
    return;
  }
  const whole = ((given as object | undefined) ?? minimal(inner, values)) as Record<string, unknown>;
  for (const field of Object.values(inner.getFields())) {
    const before = whole[field.name];
    for (const { set, ...leaf } of leaves(field.type, before, values, [...path, field.name]))
      yield { ...leaf, set: (value) => ({ ...whole, ...needs(field.name), [field.name]: set(value) }) };
  }
}

/** What else must be said so that a field counts. */
const needs = (name: string): object => {
  if (name === "groupIds") return { visibility: "GROUP" };
  return {};
};

function minimal(type: GraphQLInputType, values: Values): unknown {
  const inner = getNullableType(type);
  if (!isInputObjectType(inner)) return undefined;
  return Object.fromEntries(
    Object.values(inner.getFields())
      .filter(({ name, type }) => isNonNullType(type) || name === "design")
      .map((field) => [field.name, values[field.name] ?? minimal(field.type, values)]),
  );
}
