import pg from "pg";
import type { SearchPlace } from "../foundation/context.ts";
import { LANGUAGES } from "../foundation/language.ts";
import { settings } from "../subgraphs/search/meilisearch/settings.ts";
import { indexed } from "../subgraphs/search/ship.ts";
import { type Pending, pageAfter } from "../subgraphs/search/store.ts";
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

/** The index that is asked by Meilisearch's own means. */
const bareOf = (place: SearchPlace): string => `${place.index}-bare`;

/**
 * Fills an index with the same documents by Meilisearch's own means, and says how long that took in milliseconds. Then the
 * texts that readers see are added, which the hub keeps elsewhere, so that Meilisearch can highlight them.
 */
export async function bareIndex(
  databaseUrl: string,
  place: SearchPlace,
  say: (line: string) => void,
): Promise<{ took: number }> {
  const call = calling(place);
  const index = bareOf(place);
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
  const fill = async (method: "POST" | "PUT", documentsOf: (page: Pending[]) => Promise<unknown[]>) => {
    const tasks: (number | undefined)[] = [];
    for (
      let page = await pageAfter(db, null, PAGE);
      page.length > 0;
      page = await pageAfter(db, page.at(-1)!.id, PAGE)
    ) {
      tasks.push((await call(method, `/indexes/${index}/documents`, await documentsOf(page))).taskUid);
      if (tasks.length > QUEUED) await ended(tasks[tasks.length - QUEUED]);
    }
    await ended(tasks.at(-1));
  };

  const began = performance.now();
  await ended((await call("POST", "/indexes", { uid: index, primaryKey: "id" })).taskUid);
  await ended((await call("PATCH", `/indexes/${index}/settings`, settings())).taskUid);
  await fill("POST", async (page) => page.flatMap(indexed));
  const took = performance.now() - began;
  say(`Meilisearch alone took ${(took / 1000).toFixed(1)} s for the same documents`);

  await ended((await call("PATCH", `/indexes/${index}/settings`, { displayedAttributes: ["*"] })).taskUid);
  await fill("PUT", async (page) => {
    const { rows } = await db.query("SELECT id, texts FROM search.document WHERE id = ANY($1::uuid[])", [
      page.map(({ id }) => id),
    ]);
    return rows.map(({ id, texts }) => ({ id, ...flat(texts) }));
  });
  await db.end();
  return { took };
}

/** { en: { title } } as { title_en }, as one would keep texts in Meilisearch. */
const flat = (texts: Record<string, Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(texts).flatMap(([language, all]) =>
      Object.entries(all).map(([name, text]) => [`${name}_${language}`, text]),
    ),
  );

const SHOWN = ["title", "summary", "body"].flatMap((name) =>
  LANGUAGES.map((language) => `${name}_${language}`),
);

/** A search by Meilisearch alone: the same words, filter, facets and number of hits, its own highlights and snippets, and the hits as it holds them. */
export const bareSearch = (place: SearchPlace) => {
  const call = calling(place);
  return async ({ words, kind, facets }: Pair): Promise<void> => {
    await call("POST", `/indexes/${bareOf(place)}/search`, {
      q: words,
      filter: [`audience IN ["public"]`, `kind IN ["${kind}"]`],
      facets,
      page: 1,
      hitsPerPage: 20,
      matchingStrategy: "all",
      attributesToRetrieve: ["id", "kind", ...SHOWN],
      attributesToHighlight: SHOWN,
      attributesToCrop: SHOWN.filter((name) => name.startsWith("body")).map((name) => `${name}:30`),
      showRankingScore: true,
    });
  };
};

/** Suggestions by Meilisearch alone. */
export const bareSuggest = (place: SearchPlace) => {
  const call = calling(place);
  return async ({ words }: Pair): Promise<void> => {
    await call("POST", `/indexes/${bareOf(place)}/search`, {
      q: words,
      filter: [`audience IN ["public"]`],
      limit: 8,
      attributesToSearchOn: ["labels"],
      matchingStrategy: "all",
    });
  };
};
