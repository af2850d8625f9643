import pg from "pg";
import type { SearchPlace } from "../foundation/context.ts";
import { settings } from "../subgraphs/search/meilisearch/settings.ts";
import { indexed } from "../subgraphs/search/ship.ts";
import { pageAfter } from "../subgraphs/search/store.ts";
import type { Pair } from "./search-questions.ts";

const PAGE = 1_000;
/** How many pages wait in Meilisearch's queue at most, so that it can take them together. */
const QUEUED = 8;

const calling = ({ url, key }: SearchPlace) => {
  const headers = {
    "content-type": "application/json",
    "accept-encoding": "identity",
    ...(key ? { authorization: `Bearer ${key}` } : {}),
  };
  return async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`Meilisearch answered ${answer.status}: ${text.slice(0, 300)}`);
    return JSON.parse(text) as { taskUid?: number; status?: string; error?: unknown };
  };
};

/** Fills an index with the same documents by Meilisearch's own means; how long that took, in milliseconds. */
export async function bareIndex(
  databaseUrl: string,
  place: SearchPlace,
  say: (line: string) => void,
): Promise<{ took: number }> {
  const call = calling(place);
  const index = `${place.index}-bare`;
  const ended = async (task: number | undefined) => {
    for (;;) {
      const { status, error } = await call("GET", `/tasks/${task}`);
      if (status === "succeeded") return;
      if (status === "failed") throw new Error(JSON.stringify(error));
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  const db = new pg.Client(databaseUrl);
  await db.connect();
  const began = performance.now();
  await ended((await call("POST", "/indexes", { uid: index, primaryKey: "id" })).taskUid);
  await ended((await call("PATCH", `/indexes/${index}/settings`, settings)).taskUid);
  const tasks: (number | undefined)[] = [];
  let last: string | null = null;
  for (;;) {
    const page = await pageAfter(db, last, PAGE);
    if (page.length === 0) break;
    tasks.push((await call("POST", `/indexes/${index}/documents`, page.flatMap(indexed))).taskUid);
    if (tasks.length > QUEUED) await ended(tasks[tasks.length - QUEUED]);
    last = page.at(-1)!.id;
  }
  await ended(tasks.at(-1));
  const took = performance.now() - began;
  say(`Meilisearch alone took ${(took / 1000).toFixed(1)} s for the same documents`);
  await db.end();
  await ended((await call("DELETE", `/indexes/${index}`)).taskUid);
  return { took };
}

/** A search by Meilisearch alone: the same words, filter, facets and number of hits, its own highlights, and the hits as it holds them. */
export const bareSearch = (place: SearchPlace) => {
  const call = calling(place);
  return async ({ words, kind, facets }: Pair): Promise<void> => {
    await call("POST", `/indexes/${place.index}/search`, {
      q: words,
      filter: [`audience IN ["public"]`, `kind IN ["${kind}"]`],
      facets,
      page: 1,
      hitsPerPage: 20,
      matchingStrategy: "frequency",
      attributesToHighlight: ["*"],
      showRankingScore: true,
    });
  };
};

/** Suggestions by Meilisearch alone. */
export const bareSuggest = (place: SearchPlace) => {
  const call = calling(place);
  return async ({ words }: Pair): Promise<void> => {
    await call("POST", `/indexes/${place.index}/search`, {
      q: words,
      filter: [`audience IN ["public"]`],
      limit: 8,
      attributesToSearchOn: ["labels"],
      matchingStrategy: "all",
    });
  };
};
