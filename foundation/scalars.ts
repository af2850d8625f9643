import type { GraphQLScalarType } from "graphql";
import { GraphQLISODateTime } from "type-graphql";
import { PartialDate } from "./partial-date.ts";
import { Json } from "./personal-data.ts";

/** The scalars of the hub beside GraphQL's own. */
export const scalars: readonly GraphQLScalarType[] = [PartialDate, GraphQLISODateTime, Json];
