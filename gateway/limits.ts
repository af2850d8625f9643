import {
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  Lexer,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  Source,
  TokenKind,
  visit,
} from "graphql";
import type { GatewayCode } from "./faults.ts";
import { Lru, REMEMBERED_LENGTH } from "./lru.ts";
import { operationOf } from "./operation.ts";

/** What is refused before any work is done. */
export interface Limits {
  /** bytes of a request's body, or of its address */
  body: number;
  /** words and signs of the whole document */
  tokens: number;
  /** fields within fields */
  depth: number;
  /** the same for questions about the schema itself */
  introspectionDepth: number;
  aliases: number;
  directives: number;
  /** named ones and inline ones */
  fragments: number;
  /** fields at the root, as often as fragments repeat them */
  rootFields: number;
  /** fields as often as fragments repeat them */
  fields: number;
  /** objects that the answer may hold at most: the product of the sizes of its lists */
  nodes: number;
  /** how long a list is taken to be that does not say how many items are wanted */
  listSize: number;
}

export const LIMITS: Readonly<Limits> = {
  body: 262_144,
  tokens: 2_000,
  depth: 10,
  introspectionDepth: 15,
  aliases: 60,
  directives: 50,
  fragments: 60,
  rootFields: 20,
  fields: 1_500,
  nodes: 10_000,
  listSize: 10,
};

const WORDS: Record<Exclude<keyof Limits, "listSize">, string> = {
  body: "bytes",
  tokens: "tokens",
  depth: "levels of fields",
  introspectionDepth: "levels of fields below __schema or __type",
  aliases: "aliases",
  directives: "directives",
  fragments: "fragments",
  rootFields: "fields at its root",
  fields: "fields once its fragments are written out",
  nodes: "objects in its answer",
};

/** Names the limit, its value and what the query has. */
export function limitExceeded(limit: keyof typeof WORDS, allowed: number, found: number): GraphQLError {
  return new GraphQLError(`The request has ${found} ${WORDS[limit]}; at most ${allowed} are taken.`, {
    extensions: {
      code: "LIMIT_EXCEEDED" satisfies GatewayCode,
      limit,
      allowed,
      found,
      http: { status: limit === "body" ? 413 : 400 },
    },
  });
}

export interface Question {
  query: string;
  operationName?: string | null | undefined;
  variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/**
 * Refuses questions that exceed a limit, in time linear to their length. What is no GraphQL passes: others say why it
 * is none. A question that was let through is remembered, with the sizes that its variables gave.
 */
export function limiting(schema: GraphQLSchema, limits: Limits): (question: Question) => void {
  const admitted = new Lru<string, readonly string[]>(1_000);
  return ({ query, operationName, variables }) => {
    const key = operationName ? `${operationName}\0${query}` : query;
    const sizes = admitted.get(key);
    if (sizes && sizes.length === 0) return;
    const sized = sizes && withSizes(key, sizes, variables);
    if (sized && admitted.get(sized)) return;

    if (!sizes) within(limits, "tokens", tokensOf(query));
    let document: DocumentNode;
    try {
      document = parse(query, { noLocation: true });
    } catch {
      return;
    }
    if (!sizes) countNodes(document, limits);
    const operation = operationOf(document, operationName);
    if (!operation) return;
    const measuring = new Measuring(schema, limits, operation.node, operation.fragments, variables ?? {});
    measuring.check();
    const used = [...measuring.sizes];
    if (query.length > REMEMBERED_LENGTH) return;
    admitted.set(key, used);
    if (used.length > 0) admitted.set(withSizes(key, used, variables), used);
  };
}

const withSizes = (key: string, names: readonly string[], variables: Question["variables"]) =>
  `${key}\0${names.map((name) => (typeof variables?.[name] === "number" ? variables[name] : ""))}`;

function within(limits: Limits, limit: keyof typeof WORDS, found: number): void {
  if (found > limits[limit]) throw limitExceeded(limit, limits[limit], found);
}

function tokensOf(query: string): number {
  const lexer = new Lexer(new Source(query));
  let tokens = 0;
  try {
    while (lexer.advance().kind !== TokenKind.EOF) tokens++;
  } catch {
    // The parser says what is wrong here.
  }
  return tokens;
}

function countNodes(document: DocumentNode, limits: Limits): void {
  let [aliases, directives, fragments] = [0, 0, 0];
  visit(document, {
    Field(node) {
      if (node.alias) aliases++;
    },
    Directive() {
      directives++;
    },
    FragmentDefinition() {
      fragments++;
    },
    InlineFragment() {
      fragments++;
    },
  });
  within(limits, "aliases", aliases);
  within(limits, "directives", directives);
  within(limits, "fragments", fragments);
}

interface Measure {
  nodes: number;
  fields: number;
  rootFields: number;
  depth: number;
  introspectionDepth: number;
}

/** Measures one operation; each fragment once per list size that it is met with. */
class Measuring {
  /** variables that say how long a list is */
  readonly sizes = new Set<string>();
  private readonly known = new Map<string, Measure>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly limits: Limits,
    private readonly operation: OperationDefinitionNode,
    private readonly fragments: ReadonlyMap<
      string,
      { typeCondition: { name: { value: string } }; selectionSet: SelectionSetNode }
    >,
    private readonly variables: Readonly<Record<string, unknown>>,
  ) {}

  check(): void {
    const root = this.schema.getRootType(this.operation.operation);
    if (!root) return;
    const measure = this.measure(this.operation.selectionSet, root, undefined);
    for (const limit of ["rootFields", "depth", "introspectionDepth", "fields", "nodes"] as const) {
      within(this.limits, limit, measure[limit]);
    }
  }

  /** `inherited`: how many items the field above was asked for, where its lists stand one level below, as in a connection. */
  private measure(
    set: SelectionSetNode,
    parent: GraphQLNamedType | undefined,
    inherited: number | undefined,
  ): Measure {
    const total: Measure = { nodes: 0, fields: 0, rootFields: 0, depth: 0, introspectionDepth: 0 };
    // A value has one type: of fragments on different types only the costliest counts.
    const alternatives = new Map<string, number>();
    for (const selection of set.selections) {
      let part: Measure;
      let condition: string | undefined;
      if (selection.kind === Kind.FIELD) part = this.field(selection, parent, inherited);
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        condition = selection.typeCondition?.name.value;
        part = this.measure(
          selection.selectionSet,
          condition ? this.schema.getType(condition) : parent,
          inherited,
        );
      } else {
        condition = this.fragments.get(selection.name.value)?.typeCondition.name.value;
        part = this.fragment(selection.name.value, inherited);
      }
      const nodes =
        condition !== undefined && condition !== parent?.name && isObjectType(this.schema.getType(condition));
      if (nodes) alternatives.set(condition!, (alternatives.get(condition!) ?? 0) + part.nodes);
      else total.nodes += part.nodes;
      total.fields += part.fields;
      total.rootFields += part.rootFields;
      total.depth = Math.max(total.depth, part.depth);
      total.introspectionDepth = Math.max(total.introspectionDepth, part.introspectionDepth);
    }
    total.nodes += Math.max(0, ...alternatives.values());
    return total;
  }

  private fragment(name: string, inherited: number | undefined): Measure {
    const key = `${name} ${inherited}`;
    let measure = this.known.get(key);
    if (!measure) {
      const fragment = this.fragments.get(name);
      // A fragment that spreads itself is invalid, and refused as such later.
      this.known.set(key, NOTHING);
      measure = fragment
        ? this.measure(
            fragment.selectionSet,
            this.schema.getType(fragment.typeCondition.name.value),
            inherited,
          )
        : NOTHING;
      this.known.set(key, measure);
    }
    return measure;
  }

  private field(
    node: FieldNode,
    parent: GraphQLNamedType | undefined,
    inherited: number | undefined,
  ): Measure {
    const name = node.name.value;
    if (name === "__schema" || name === "__type") {
      const { fields, depth } = node.selectionSet
        ? this.measure(node.selectionSet, undefined, undefined)
        : NOTHING;
      return { nodes: 0, fields: fields + 1, rootFields: 1, depth: 0, introspectionDepth: depth + 1 };
    }
    const definition = parent && "getFields" in parent ? parent.getFields()[name] : undefined;
    if (!node.selectionSet) return LEAF;
    let size: number | undefined;
    let own: number | undefined;
    let below: GraphQLNamedType | undefined;
    if (definition && "args" in definition) {
      own = this.sizeOf(node, definition.args);
      const lists = listsOf(definition.type);
      size =
        lists === 0 ? 1 : (own ?? inherited ?? this.limits.listSize) * this.limits.listSize ** (lists - 1);
      below = getNamedType(definition.type);
      if (!isCompositeType(below)) return LEAF;
      if (lists > 0) own = undefined;
    }
    const inside = this.measure(node.selectionSet, below, own);
    return {
      nodes: (size ?? 1) * (1 + inside.nodes),
      fields: 1 + inside.fields,
      rootFields: 1,
      depth: 1 + inside.depth,
      introspectionDepth: inside.introspectionDepth,
    };
  }

  /** How many items a field is asked for: said in the query, by a variable, or by the schema. */
  private sizeOf(
    node: FieldNode,
    args: readonly { name: string; defaultValue?: unknown }[],
  ): number | undefined {
    let size: number | undefined;
    for (const { name, defaultValue } of args) {
      if (name !== "first" && name !== "last" && name !== "limit") continue;
      let value: unknown = defaultValue;
      const given = node.arguments?.find((argument) => argument.name.value === name)?.value;
      if (given?.kind === Kind.INT) value = Number(given.value);
      else if (given?.kind === Kind.VARIABLE) {
        const variable = given.name.value;
        this.sizes.add(variable);
        const declared = this.operation.variableDefinitions?.find(
          (definition) => definition.variable.name.value === variable,
        );
        const byDefault =
          declared?.defaultValue?.kind === Kind.INT ? Number(declared.defaultValue.value) : defaultValue;
        value = this.variables[variable] === undefined ? byDefault : this.variables[variable];
      }
      if (typeof value === "number" && value >= 0) size = Math.max(size ?? 0, value);
    }
    return size;
  }
}

const NOTHING: Measure = { nodes: 0, fields: 0, rootFields: 0, depth: 0, introspectionDepth: 0 };
const LEAF: Measure = { nodes: 0, fields: 1, rootFields: 1, depth: 1, introspectionDepth: 0 };

function listsOf(type: unknown): number {
  if (isNonNullType(type)) return listsOf(type.ofType);
  return isListType(type) ? 1 + listsOf(type.ofType) : 0;
}
