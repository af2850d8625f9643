import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, Info, Int, Query, Resolver, Root } from "type-graphql";
import type { HubContext } from "../../foundation/context.ts";
import { references, visible } from "../../foundation/directory.ts";
import { type RecordRef, recordRef } from "../../foundation/reference.ts";
import { asksFor } from "./asks-for.ts";
import { didYouMean } from "./did-you-mean.ts";
import { highlightsOf, type Snippet } from "./highlight.ts";
import { labelOf } from "./labels.ts";
import { SearchRecord, Topic } from "./references.ts";
import { Facet } from "./search.enums.ts";
import { SearchArgs } from "./search.input.ts";
import { search, suggest } from "./search.service.ts";
import { FacetValue, Highlight, SearchHit, SearchResult, Suggestion } from "./search.types.ts";
import { shownTexts } from "./shown.ts";

@Resolver()
export class SearchResolver {
  @Query(() => SearchResult, {
    description:
      "Finds records of all kinds and in all languages, the best first. Never fails because Meilisearch is down: the answer is then `degraded`.",
  })
  search(
    @Args(() => SearchArgs) args: SearchArgs,
    @Ctx() ctx: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<SearchResult> {
    return search(ctx, args, { texts: asksFor(info, "highlights") });
  }

  @Query(() => [Suggestion], {
    description:
      "Records, topics and places whose names begin as typed, in whatever language, for a search box.",
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

@Resolver(() => SearchHit)
export class SearchHitResolver {
  @FieldResolver(() => [Highlight], {
    description:
      "Where the record matches in that language; empty where it was found by a topic, a place, a year, a name or another language.",
  })
  async highlights(
    @Root() { id, language, reading, thesaurus }: SearchHit,
    @Ctx() ctx: HubContext,
  ): Promise<Snippet[]> {
    const texts = await shownTexts(ctx).load(id);
    return texts ? highlightsOf(texts, language, reading, thesaurus) : [];
  }
}

@Resolver(() => SearchResult)
export class SearchResultResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description:
      "The query with words that are found nowhere replaced by the most similar ones that are; null where there is nothing to mend.",
  })
  didYouMean(@Root() { query, understood }: SearchResult, @Ctx() ctx: HubContext): Promise<string | null> {
    return didYouMean(ctx, query, understood);
  }

  @FieldResolver(() => [Topic], {
    nullable: true,
    description: "The topics that the query names, in its order.",
  })
  topics(@Root() { understood }: SearchResult): { id: string }[] {
    return references([
      ...new Set(understood.reading.terms.flatMap((term) => (term.is === "topic" ? [term.id] : []))),
    ]);
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
