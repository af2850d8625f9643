import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { pageSize } from "../../foundation/connection.ts";
import type { HubContext } from "../../foundation/context.ts";
import { type RecordRef, recordRef } from "../../foundation/reference.ts";
import { SearchRecord } from "./references.ts";
import { similar } from "./similar.ts";

const MOST = 20;

/** The field by which a record of any kind leads to others like it. */
export function similarTo(Kind: new () => { id: string }) {
  @Resolver(() => Kind)
  class SimilarRecords {
    @FieldResolver(() => [SearchRecord], {
      nullable: true,
      description:
        "Records of any kind like this one, the most similar first: about the same topics, with the same words in their names, of the same kind and country.",
    })
    async similar(
      @Root() { id }: { id: string },
      @Arg("first", () => Int, { defaultValue: 5, description: "How many to give, from 0 to 20." })
      first: number,
      @Ctx() ctx: HubContext,
    ): Promise<RecordRef[]> {
      pageSize({ first }, MOST);
      return first === 0 ? [] : (await similar(ctx, first).load(id)).map(recordRef);
    }
  }
  return SimilarRecords;
}
