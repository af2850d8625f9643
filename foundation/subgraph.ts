import "reflect-metadata";
import { buildSubgraphSchema, type GraphQLResolverMap } from "@apollo/subgraph";
import { printSchemaWithDirectives } from "@graphql-tools/utils";
import {
  type GraphQLFieldResolver,
  type GraphQLSchema,
  getNullableType,
  isAbstractType,
  isObjectType,
  parse,
} from "graphql";
import { buildSchemaSync, createResolversMap, getMetadataStorage, type NonEmptyArray } from "type-graphql";
import { describeArguments } from "./arguments.ts";
import { rememberWhatIsSaid } from "./conflict.ts";
import type { HubContext } from "./context.ts";
import { takeIdempotencyKeys } from "./idempotency.ts";
import { Problem } from "./problems.ts";
import type { RecordClass } from "./record.ts";
import { isUuid } from "./uuid.ts";
import { type Needs, narrow } from "./wanted.ts";

type Constructor = abstract new (...values: never[]) => unknown;

/** Finds entities by id, in the order of the ids; null where there is none that the viewer may see. */
export type ReferenceLoader = (
  ctx: HubContext,
  ids: readonly string[],
) => Promise<readonly (object | null | Error)[]>;

/** A room of the hub: one subject, its own PostgreSQL schema, its own part of the graph. */
export interface Subgraph {
  /** its name in the supergraph, its folder, and its PostgreSQL schema */
  name: string;
  entities: readonly Constructor[];
  migrations: readonly Constructor[];
  resolvers: readonly Constructor[];
  /** types that no query of this room returns but that other rooms refer to */
  types?: readonly Constructor[];
  /** by type name: how the gateway's references to this room's own records become rows */
  references: Readonly<Record<string, ReferenceLoader>>;
  /** what rows of other rooms may point at beside records, each with its own rule who sees it */
  things?: readonly RecordClass<object>[];
  /** of its kinds of record that are read only as far as they are asked for: which columns each resolved field reads */
  needs?: Needs;
}

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable", "@external"])\n`;

/** Rooms publish nothing by themselves: what happens is written down, and the gateway asks for it. */
const noTopics = { publish: () => {}, subscribe: answeredAtTheGateway };

/** For the fields of Subscription: the gateway answers each of their events by the query of the same name. */
export function answeredAtTheGateway(): never {
  throw new Problem("BAD_USER_INPUT", "Subscriptions are answered by the hub's gateway: subscribe there.");
}

/**
 * The room's federated schema, executable. References to its own records are fetched in one call per type. Each field of
 * Query and Subscription may be null, whatever its resolver says: a room that does not answer must not take the other rooms' answers along.
 */
export function schemaOf(room: Subgraph): GraphQLSchema {
  // A field without a method of its own is a property; type-graphql would call a resolver for each.
  for (const type of getMetadataStorage().objectTypes) type.simpleResolvers ??= true;
  const plain = buildSchemaSync({
    resolvers: room.resolvers as unknown as NonEmptyArray<() => unknown>,
    orphanedTypes: [...(room.types ?? [])] as unknown as (() => unknown)[],
    pubSub: noTopics,
    skipCheck: true,
    validate: false,
  });
  for (const root of [plain.getQueryType(), plain.getSubscriptionType()])
    for (const field of Object.values(root?.getFields() ?? {})) field.type = getNullableType(field.type);
  takeIdempotencyKeys(room, plain);
  rememberWhatIsSaid(plain);
  describeArguments(plain);
  const resolvers = createResolversMap(plain) as unknown as GraphQLResolverMap<HubContext>;
  for (const type of Object.values(plain.getTypeMap())) {
    if (isAbstractType(type))
      resolvers[type.name] = { ...(resolvers[type.name] as object), __resolveType: typenameOf } as never;
  }
  const schema = buildSubgraphSchema([
    { typeDefs: parse(LINK + printSchemaWithDirectives(plain)), resolvers },
  ]);
  const query = schema.getQueryType()?.getFields();
  if (query?._entities) query._entities.resolve = entitiesOf(room, schema) as never;
  const union = schema.getType("_Entity");
  if (isAbstractType(union)) union.resolveType = typenameOf;
  narrow(room, schema);
  return schema;
}

const typenameOf = (value: { __typename: string }) => value.__typename;

interface Representation {
  __typename: string;
  id: string;
}

function entitiesOf(
  room: Subgraph,
  schema: GraphQLSchema,
): GraphQLFieldResolver<unknown, HubContext, { representations: readonly Representation[] }> {
  return async (_root, { representations }, ctx) => {
    const byType = new Map<string, Set<string>>();
    for (const { __typename, id } of representations) {
      if (!isObjectType(schema.getType(__typename))) continue;
      if (!byType.has(__typename)) byType.set(__typename, new Set());
      byType.get(__typename)!.add(id);
    }
    const found = new Map<string, object | null | Error>();
    await Promise.all(
      [...byType].map(async ([type, ids]) => {
        const wanted = [...ids].filter((id) => typeof id === "string" && isUuid(id));
        const load = room.references[type];
        const answers = load ? await load(ctx, wanted) : wanted.map((id) => ({ id }));
        for (const [i, id] of wanted.entries()) {
          const answer = answers[i] ?? null;
          if (answer && !(answer instanceof Error)) (answer as { __typename: string }).__typename = type;
          found.set(`${type} ${id}`, answer);
        }
      }),
    );
    return representations.map(({ __typename, id }) => found.get(`${__typename} ${id}`) ?? null);
  };
}
