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
    description: "The revision you read; a newer one makes the change fail with STALE_REVISION.",
  })
  revision: number;
}
