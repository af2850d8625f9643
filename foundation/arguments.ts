import { type GraphQLSchema, isObjectType } from "graphql";
import { ArgsType, Field, ID, Int } from "type-graphql";

/** One record by its id or its slug. */
@ArgsType()
export class OneArgs {
  @Field(() => ID, { nullable: true, description: "Its identifier; give this or the slug." })
  id?: string | null;

  @Field(() => String, { nullable: true, description: "Its short name for web addresses." })
  slug?: string | null;
}

/** A record and the revision of it that the caller has read. */
@ArgsType()
export class RevisionArgs {
  @Field(() => ID, { description: "The record's identifier." })
  id: string;

  @Field(() => Int, {
    description:
      "The revision you read. Where a newer one is current, the change fails with CONFLICT, and the error tells both: `yours` and `current`.",
  })
  revision: number;
}

/** A record, the revision of it that the caller has read, and an earlier one. */
@ArgsType()
export class RestoreArgs extends RevisionArgs {
  @Field(() => Int, { description: "The earlier revision to bring back." })
  toRevision: number;
}

/** What an argument of that name means in every room, where the room says nothing of its own. */
const MEANINGS: Readonly<Record<string, string>> = {
  filter: "Only those that meet every condition given; without it, all that you may see.",
  sort: "The order of the list.",
  input: "What to write; a field that a change leaves out stays as it is.",
};

/** The same for deeds that translate. */
const TRANSLATING: Readonly<Record<string, string>> = {
  texts: "The record's texts in that language, in place of those it has.",
  language: "The language that the texts are in; never the record's original one.",
  state: "How the translation came about: HUMAN, MACHINE or STALE.",
};

/** Describes the arguments that mean the same in all rooms. */
export function describeArguments(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const { args } of Object.values(type.getFields())) {
      const meanings = args.some(({ name }) => name === "texts") ? TRANSLATING : MEANINGS;
      for (const argument of args) argument.description ??= meanings[argument.name];
    }
  }
}
