import { type QueryPlan, QueryPlanner } from "@graphql-hive/router-query-planner";
import {
  buildASTSchema,
  type GraphQLSchema,
  isScalarType,
  Kind,
  parse,
  specifiedDirectives,
  specifiedScalarTypes,
  valueFromASTUntyped,
} from "graphql";
import { scalars } from "../foundation/scalars.ts";

/** Turns operations into plans. Everything the gateway knows of the query planner is here. */
export interface Planner {
  /** what clients may ask, without any trace of rooms */
  readonly schema: GraphQLSchema;
  /** The plan for the text of one valid operation; throws when the planner finds no way through the rooms. */
  plan(operation: string): QueryPlan;
}

const NO_LABELS = new Set<string>();

/** The planner for a composed graph. */
export function plannerOf(supergraphSdl: string): Planner {
  const planner = new QueryPlanner(supergraphSdl);
  return {
    schema: publicSchema(planner.consumerSchema),
    plan: (operation) => planner.plan(operation, undefined, NO_LABELS, 0),
  };
}

/** The planner prints the introspection system, built-in scalars and directives as well: graphql-js brings its own. */
function publicSchema(sdl: string): GraphQLSchema {
  const builtIn = new Set([...specifiedScalarTypes, ...specifiedDirectives].map(({ name }) => name));
  const document = parse(sdl, { noLocation: true });
  const definitions = document.definitions
    .filter((definition) => {
      const name = "name" in definition ? definition.name?.value : undefined;
      return !name || !(name.startsWith("__") || builtIn.has(name));
    })
    .map((definition) =>
      definition.kind === Kind.OBJECT_TYPE_DEFINITION
        ? { ...definition, fields: definition.fields?.filter(({ name }) => !name.value.startsWith("__")) }
        : definition,
    );
  return checkingScalars(buildASTSchema({ kind: Kind.DOCUMENT, definitions }));
}

/**
 * Lets the schema refuse a date that is none before any room is asked. A room could refuse only its whole question, and
 * each way of reaching it says so in another way. What is well formed goes to the rooms as it came.
 */
function checkingScalars(schema: GraphQLSchema): GraphQLSchema {
  for (const known of scalars) {
    const scalar = schema.getType(known.name);
    if (!isScalarType(scalar)) continue;
    scalar.parseValue = (value) => {
      known.parseValue(value);
      return value;
    };
    scalar.parseLiteral = (node, variables) => {
      known.parseLiteral(node, variables);
      return valueFromASTUntyped(node, variables);
    };
  }
  return schema;
}
