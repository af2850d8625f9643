import sql, { type Sql } from "sql-template-tag";
import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { RevisionArgs } from "../../../foundation/arguments.ts";
import { type Connection, connection, connectionOf, PageArgs } from "../../../foundation/connection.ts";
import type { HubContext } from "../../../foundation/context.ts";
import { Creates } from "../../../foundation/idempotency.ts";
import { ownerOf } from "../../../foundation/own.ts";
import { byId, countPerParent, type Order } from "../../../foundation/rows.ts";
import { SearchSort } from "../search.enums.ts";
import { SearchFilter } from "../search.input.ts";
import { search } from "../search.service.ts";
import { SearchResult } from "../search.types.ts";
import { Alert, AlertConnection, momentFor, newestFor } from "./alert.entity.ts";
import { SavedSearch, SavedSearchConnection } from "./saved-search.entity.ts";
import { NewSavedSearch, SavedSearchChange } from "./saved-search.input.ts";
import {
  changeSavedSearch,
  deleteSavedSearch,
  saveSearch,
  visitSavedSearch,
} from "./saved-search.service.ts";
import { filterOf } from "./sought.ts";

const NEWEST: Order = { name: "NEWEST", by: "r.id", type: "uuid", descending: true };

/** Ties alerts `r` to the saved search `p` where they came after its last visit. */
const sinceVisit = ({ viewer }: HubContext): Sql =>
  sql`r."savedSearchId" = p.id AND ${momentFor(viewer)} > (SELECT q."visitedAt" FROM search.saved_search q WHERE q.id = p.id)`;

@Resolver(() => SavedSearch)
export class SavedSearchResolver {
  @Query(() => SavedSearch, {
    nullable: true,
    description: "One of your saved searches by its id; null where you have none of that id. For members.",
  })
  savedSearch(
    @Arg("id", () => ID, { description: "The saved search's identifier." }) id: string,
    @Ctx() ctx: HubContext,
  ): Promise<SavedSearch | null> {
    ownerOf(ctx, "see your saved searches");
    return byId(ctx, SavedSearch).load(id);
  }

  @Query(() => SavedSearchConnection, {
    description: "Your saved searches, the one saved last first. For members.",
  })
  savedSearches(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: HubContext,
  ): Promise<Connection<SavedSearch>> {
    ownerOf(ctx, "see your saved searches");
    return connection(ctx, SavedSearch, page, { order: NEWEST });
  }

  @Mutation(() => SavedSearch, {
    description:
      "Saves a search for yourself; a member has at most 100. What matches it already is no news: from now on you are alerted to records that begin to match.",
  })
  @Creates()
  saveSearch(
    @Arg("input", () => NewSavedSearch) input: NewSavedSearch,
    @Ctx() ctx: HubContext,
  ): Promise<SavedSearch> {
    return saveSearch(ctx, input);
  }

  @Mutation(() => SavedSearch, { description: "Changes a saved search of yours." })
  changeSavedSearch(
    @Args(() => RevisionArgs) { id, revision }: RevisionArgs,
    @Arg("input", () => SavedSearchChange) input: SavedSearchChange,
    @Ctx() ctx: HubContext,
  ): Promise<SavedSearch> {
    return changeSavedSearch(ctx, id, revision, input);
  }

  @Mutation(() => ID, { description: "Deletes a saved search of yours with its alerts. Gives its id." })
  deleteSavedSearch(
    @Arg("id", () => ID, { description: "The saved search." }) id: string,
    @Ctx() ctx: HubContext,
  ): Promise<string> {
    return deleteSavedSearch(ctx, id);
  }

  @Mutation(() => SavedSearch, {
    description:
      "Makes this moment your last visit to a saved search: `newMatches` tells what comes after it. Alerts stay unread.",
  })
  visitSavedSearch(
    @Arg("id", () => ID, { description: "The saved search." }) id: string,
    @Ctx() ctx: HubContext,
  ): Promise<SavedSearch> {
    return visitSavedSearch(ctx, id);
  }

  @FieldResolver(() => SearchFilter, {
    nullable: true,
    description: "The conditions that records must meet; null where the query alone decides.",
  })
  filter(@Root() saved: SavedSearch): SearchFilter | null {
    return filterOf(saved);
  }

  @FieldResolver(() => SearchResult, {
    description:
      "What the search finds now, as `search` does: where no record has all words of the query, those with some of them too.",
  })
  results(
    @Root() saved: SavedSearch,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() ctx: HubContext,
  ): Promise<SearchResult> {
    const { query, language } = saved;
    return search(ctx, {
      query,
      language,
      filter: filterOf(saved),
      sort: SearchSort.RELEVANCE,
      first,
      after: after ?? null,
    });
  }

  @FieldResolver(() => AlertConnection, {
    description: "The alerts that came since your last visit, read or not, the newest first.",
  })
  newMatches(
    @Root() { id }: SavedSearch,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: HubContext,
  ): Promise<Connection<Alert>> {
    return connectionOf(ctx, Alert, page, {
      name: "new matches of saved search",
      parent: id,
      link: sinceVisit(ctx),
      order: newestFor(ctx.viewer),
    });
  }

  @FieldResolver(() => Int, { description: "How many alerts came since your last visit, read or not." })
  newCount(@Root() { id }: SavedSearch, @Ctx() ctx: HubContext): Promise<number> {
    return ctx.load
      .batched<string, number>("new count of saved search", async (ids) => {
        const counts = await countPerParent(ctx, Alert, ids, sinceVisit(ctx));
        return ids.map((one) => counts.get(one) ?? 0);
      })
      .load(id);
  }
}
