import type { EntityManager } from "typeorm";
import type { Language } from "./language.ts";
import type { Loaders } from "./loaders.ts";
import type { Viewer } from "./viewer.ts";
import type { Wanted } from "./wanted.ts";

/** Where the search index is: a Meilisearch server, and the name of the index in it. */
export interface SearchPlace {
  url: string;
  key: string | undefined;
  index: string;
}

/** The request of a client that a call belongs to, and where it came from, as the gateway knows it. */
export interface Caller {
  requestId?: string | undefined;
  /** an IP address; undefined where the hub itself asks */
  clientAddress?: string | undefined;
  /** the request's Idempotency-Key header */
  idempotencyKey?: string | undefined;
}

/** A deed that is to be done once, however often it is asked for with the same key. */
export interface Once {
  mutation: string;
  key: string;
  /** the hash of what was sent */
  input: string;
  nameOf(answer: unknown): string;
  again(ctx: HubContext, name: string): Promise<unknown>;
}

/** How much people may write in their first days. */
export interface Newcomers {
  /** so long somebody counts as new after they were let in */
  days: number;
  notesPerHour: number;
}

/** What every resolver gets: who asks, in which languages they read, the database, and this request's loaders. */
export interface HubContext {
  viewer: Viewer;
  /** the most wanted first; empty where nothing was said */
  languages: readonly Language[];
  db: EntityManager;
  load: Loaders;
  caller: Caller;
  /** by type name: what the operation asks of the records; whole rows are read where nothing is said */
  wanted?: ReadonlyMap<string, Wanted> | undefined;
  /** of a mutation that names a revision: what was sent beside it */
  said?: Readonly<Record<string, unknown>> | undefined;
  /** of a mutation that was sent with an idempotency key, until its deed begins */
  once?: Once | undefined;
  /** undefined where new people may write as much as all others */
  newcomers?: Newcomers | undefined;
  /** undefined where the hub runs without an index */
  search?: SearchPlace | undefined;
}
