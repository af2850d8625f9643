import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from "type-graphql";
import type { HubContext } from "../../foundation/context.ts";
import { visible } from "../../foundation/directory.ts";
import { type RecordRef, recordRef } from "../../foundation/reference.ts";
import { labelOf } from "./labels.ts";
import { SearchRecord } from "./references.ts";
import { Facet } from "./search.enums.ts";
import { SearchArgs } from "./search.input.ts";
import { search, suggest } from "./search.service.ts";
import { FacetValue, SearchResult, Suggestion } from "./search.types.ts";

@Resolver()
export class SearchResolver {
  @Query(() => SearchResult, {
    description:
      "Finds records of all kinds and in all languages, the best first. Never fails because the search engine is down: the answer is then `degraded`.",
  })
  search(@Args(() => SearchArgs) args: SearchArgs, @Ctx() ctx: HubContext): Promise<SearchResult> {
    return search(ctx, args);
  }

  @Query(() => [Suggestion], {
    description:
      "Records, topics and places whose names begin as typed, for a search box; none while the search engine is down.",
  })
  suggest(
    @Arg("prefix", () => String, { description: "What has been typed so far, at most 500 characters." })
    prefix: string,
    @Arg("first", () => Int, { defaultValue: 8, description: "How many to give, from 0 to 20." })
    first: number,
    @Ctx() ctx: HubContext,
  ): Promise<Suggestion[]> {
    return suggest(ctx, prefix, first);
  }
}

@Resolver(() => FacetValue)
export class FacetValueResolver {
  @FieldResolver(() => String, {
    description:
      "The value in words, in the reader's language where the hub knows them; kinds are named in English.",
  })
  label(@Root() { facet, value }: FacetValue, @Ctx() ctx: HubContext): Promise<string> {
    return labelOf(ctx, facet, value);
  }

  @FieldResolver(() => SearchRecord, {
    nullable: true,
    description: "The topic or the organisation that the value is; null for other facets.",
  })
  async record(@Root() { facet, value }: FacetValue, @Ctx() ctx: HubContext): Promise<RecordRef | null> {
    if (facet !== Facet.TOPIC && facet !== Facet.ORGANISATION) return null;
    const entry = await visible(ctx).load(value);
    return entry && recordRef(entry);
  }
}
