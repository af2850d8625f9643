import "reflect-metadata";
import type { Subgraph } from "../../foundation/subgraph.ts";
import { RecordResolver } from "./record.resolver.ts";
import { FacetValueResolver, SearchResolver } from "./search.resolver.ts";

/** Search over all rooms. It owns the index in Meilisearch and no truth: every row it reads is the foundation's. */
export const search: Subgraph = {
  name: "search",
  entities: [],
  migrations: [],
  resolvers: [SearchResolver, FacetValueResolver, RecordResolver],
  references: {},
};
