import { QueryPlanner } from "@graphql-hive/router-query-planner";
import {
  buildSchema,
  defaultFieldResolver,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isObjectType,
  isScalarType,
} from "graphql";
import type { HubContext } from "../foundation/context.ts";
import { type ReferenceLoader, type Subgraph, schemaOf } from "../foundation/subgraph.ts";

type Typed = { __typename?: string; id?: string };

/**
 * The rooms' own resolvers as one schema without federation: where a room would hand the gateway a reference, the
 * record itself is loaded, batched per request. It is what one would write on a single server.
 */
export function unfederated(rooms: readonly Subgraph[], supergraph: string): GraphQLSchema {
  const schema = buildSchema(new QueryPlanner(supergraph).consumerSchema, { assumeValid: true });
  const parts = rooms.map((room) => ({ room, schema: schemaOf(room) }));
  const owners = new Map<string, { room: Subgraph; load: ReferenceLoader }>();
  for (const room of rooms)
    for (const [type, load] of Object.entries(room.references)) owners.set(type, { room, load });

  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) type.resolveType = (value: Typed) => value.__typename;
    if (isScalarType(type)) {
      const own = parts.map((part) => part.schema.getType(type.name)).find(isScalarType);
      if (own)
        Object.assign(type, {
          serialize: own.serialize,
          parseValue: own.parseValue,
          parseLiteral: own.parseLiteral,
        });
    }
    if (!isObjectType(type) || type.name.startsWith("__")) continue;
    for (const field of Object.values(type.getFields())) {
      const candidates = parts.filter((part) => {
        const there = part.schema.getType(type.name);
        return isObjectType(there) && field.name in there.getFields();
      });
      const part = candidates.find(({ room }) => owners.get(type.name)?.room === room) ?? candidates[0];
      const there = part?.schema.getType(type.name);
      if (!part || !isObjectType(there)) continue;
      const resolve = there.getFields()[field.name]!.resolve ?? defaultFieldResolver;
      const named = getNamedType(field.type);
      const possible = isAbstractType(named) ? schema.getPossibleTypes(named) : [named];
      const foreign = possible.some(({ name }) => owners.has(name) && owners.get(name)!.room !== part.room);
      field.resolve = foreign ? loading(resolve as never, named.name, owners) : (resolve as never);
    }
  }
  return schema;
}

const loading =
  (
    resolve: GraphQLFieldResolver<unknown, HubContext>,
    typeName: string,
    owners: ReadonlyMap<string, { load: ReferenceLoader }>,
  ): GraphQLFieldResolver<unknown, HubContext> =>
  async (source, args, ctx, info) => {
    const value = await resolve(source, args, ctx, info);
    const whole = (reference: Typed | null) => {
      const name = reference?.__typename ?? typeName;
      const owner = owners.get(name);
      if (!reference?.id || !owner) return reference;
      const loader = ctx.load.batched(`whole ${name}`, async (ids: readonly string[]) => {
        const found = await owner.load(ctx, ids);
        for (const one of found) if (one && !(one instanceof Error)) Object.assign(one, { __typename: name });
        return found as (object | null)[];
      });
      return loader.load(reference.id);
    };
    return Array.isArray(value) ? Promise.all(value.map(whole)) : whole(value as Typed | null);
  };
