import "reflect-metadata";
import type { Subgraph } from "../../foundation/subgraph.ts";
import { KnownWord, StoredDocument } from "./document.entity.ts";
import { searchMigrations } from "./migrations/index.ts";
import { RecordResolver } from "./record.resolver.ts";
import { kindsOfRecord } from "./references.ts";
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
  entities: [StoredDocument, KnownWord],
  migrations: searchMigrations,
  resolvers: [
    SearchResolver,
    SearchResultResolver,
    SearchHitResolver,
    FacetValueResolver,
    RecordResolver,
    ...kindsOfRecord.map(similarTo),
  ],
  references: {},
};
