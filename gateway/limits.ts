import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Lexer,
  parse,
  Source,
  TokenKind,
  visit,
} from "graphql";
import { Lru, REMEMBERED_LENGTH } from "../foundation/lru.ts";
import type { GatewayCode } from "./faults.ts";
import { Measuring } from "./measuring.ts";
import { operationOf } from "./operation.ts";

/** What is refused before any work is done. */
export interface Limits {
  /** bytes of a request's body */
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
  /** subscriptions that run at once in this process */
  subscriptions: number;
  /** the same for one viewer, and for one address of strangers */
  subscriptionsPerViewer: number;
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
  subscriptions: 5_000,
  subscriptionsPerViewer: 20,
};

/** What may be exceeded. */
type Limit = Exclude<keyof Limits, "listSize"> | "headers" | "operations" | "costPerMinute" | "costPerDay";

const WORDS: Record<Limit, string> = {
  body: "bytes",
  headers: "bytes of address and headers or more",
  operations: "operations in its body",
  tokens: "tokens",
  depth: "levels of fields",
  introspectionDepth: "levels of fields below __schema or __type",
  aliases: "aliases",
  directives: "directives",
  fragments: "fragments",
  rootFields: "fields at its root",
  fields: "fields once its fragments are written out",
  nodes: "objects in its answer",
  subscriptions: "subscriptions beside it in this process",
  subscriptionsPerViewer: "subscriptions of yours beside it",
  costPerMinute: "objects in its answer, more than the key has for a minute",
  costPerDay: "objects in its answer, more than the key has for a day",
};

/** Names the limit, its value and what the query has. */
export function limitExceeded(limit: Limit, allowed: number, found: number): GraphQLError {
  return new GraphQLError(`The request has ${found} ${WORDS[limit]}; at most ${allowed} are taken.`, {
    extensions: {
      code: "LIMIT_EXCEEDED" satisfies GatewayCode,
      limit,
      allowed,
      found,
      http: { status: limit === "body" ? 413 : limit.startsWith("subscriptions") ? 429 : 400 },
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
 * is none. A question that was let through is remembered, with the sizes that its variables gave. Tells what a question
 * costs: the objects that its answer may hold at most, and 1 at least.
 */
export function limiting(schema: GraphQLSchema, limits: Limits): (question: Question) => number {
  const admitted = new Lru<string, { sizes: readonly string[]; cost: number }>(1_000);
  return ({ query, operationName, variables }) => {
    const key = operationName ? `${operationName}\0${query}` : query;
    const known = admitted.get(key);
    const sizes = known?.sizes;
    if (known && known.sizes.length === 0) return known.cost;
    const sized = sizes && admitted.get(withSizes(key, sizes, variables));
    if (sized) return sized.cost;

    if (!sizes) within(limits, "tokens", tokensOf(query));
    let document: DocumentNode;
    try {
      document = parse(query, { noLocation: true });
    } catch {
      return LEAST_COST;
    }
    if (!sizes) countNodes(document, limits);
    const operation = operationOf(document, operationName);
    if (!operation) return LEAST_COST;
    const measuring = new Measuring(schema, operation, variables ?? {}, limits.listSize);
    const measure = measuring.measure();
    for (const limit of MEASURED) within(limits, limit, measure[limit]);
    const used = [...measuring.sizes];
    const cost = Math.max(LEAST_COST, measure.nodes);
    if (query.length > REMEMBERED_LENGTH) return cost;
    admitted.set(key, { sizes: used, cost });
    if (used.length > 0) admitted.set(withSizes(key, used, variables), { sizes: used, cost });
    return cost;
  };
}

const LEAST_COST = 1;

const withSizes = (key: string, names: readonly string[], variables: Question["variables"]) =>
  `${key}\0${names.map((name) => (typeof variables?.[name] === "number" ? variables[name] : ""))}`;

const MEASURED = ["rootFields", "depth", "introspectionDepth", "fields", "nodes"] as const;

function within(limits: Limits, limit: Exclude<keyof Limits, "listSize">, found: number): void {
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
