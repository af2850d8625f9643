import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  parse,
  specifiedRules,
  type ValidationRule,
  validate,
} from "graphql";
import { Lru, REMEMBERED_LENGTH } from "./lru.ts";

type Checked = { document: DocumentNode } | { errors: readonly GraphQLError[] };

/** Parses and validates operations, each once, by GraphQL's own rules and more. */
export function validating(
  schema: GraphQLSchema,
  { rules = [], capacity = 200 }: { rules?: readonly ValidationRule[]; capacity?: number } = {},
): (query: string) => Checked {
  const known = new Lru<string, Checked>(capacity);
  return (query) => {
    let checked = known.get(query);
    if (!checked) {
      try {
        const document = parse(query);
        const errors = validate(schema, document, [...specifiedRules, ...rules]);
        checked = errors.length > 0 ? { errors } : { document };
      } catch (error) {
        checked = { errors: [error as GraphQLError] };
      }
      if (query.length <= REMEMBERED_LENGTH) known.set(query, checked);
    }
    return checked;
  };
}
