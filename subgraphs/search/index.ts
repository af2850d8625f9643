import "reflect-metadata";
import { ownPersonalData } from "../../foundation/personal-data.ts";
import { byId } from "../../foundation/rows.ts";
import type { Subgraph } from "../../foundation/subgraph.ts";
import { DrawnBy, KnownWord, StoredDocument, Swap } from "./document.entity.ts";
import { searchMigrations } from "./migrations/index.ts";
import { PersonalData, PersonalSearches } from "./personal-data.ts";
import { RecordResolver } from "./record.resolver.ts";
import { kindsOfRecord } from "./references.ts";
import { Alert } from "./saved/alert.entity.ts";
import { AlertResolver } from "./saved/alert.resolver.ts";
import { FormerDocument, Matched } from "./saved/matching.entity.ts";
import { SavedSearch } from "./saved/saved-search.entity.ts";
import { SavedSearchResolver } from "./saved/saved-search.resolver.ts";
import {
  FacetValueResolver,
  SearchHitResolver,
  SearchResolver,
  SearchResultResolver,
} from "./search.resolver.ts";
import { similarTo } from "./similar.resolver.ts";

/** Search over all rooms. It owns no truth: its documents, in PostgreSQL and in Meilisearch, are projections of the graph. */
export const search: Subgraph = {
  name: "search",
  entities: [StoredDocument, KnownWord, SavedSearch, Alert, FormerDocument, Matched, Swap, DrawnBy],
  migrations: searchMigrations,
  resolvers: [
    SearchResolver,
    SearchResultResolver,
    SearchHitResolver,
    FacetValueResolver,
    RecordResolver,
    SavedSearchResolver,
    AlertResolver,
    PersonalSearches,
    ...kindsOfRecord.map(similarTo),
  ],
  types: [PersonalData],
  things: [SavedSearch],
  references: {
    PersonalData: ownPersonalData,
    SavedSearch: (ctx, ids) => byId(ctx, SavedSearch).loadMany(ids),
  },
};
