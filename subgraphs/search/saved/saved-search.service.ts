import sql from "sql-template-tag";
import type { HubContext } from "../../../foundation/context.ts";
import { EventType, happened } from "../../../foundation/events.ts";
import { ownerOf } from "../../../foundation/own.ts";
import { badInput, notFound, Problem, staleRevision } from "../../../foundation/problems.ts";
import { read } from "../../../foundation/reading.ts";
import { count, rows } from "../../../foundation/rows.ts";
import { checkText } from "../../../foundation/texts.ts";
import { isUuid, newId } from "../../../foundation/uuid.ts";
import { thesaurusAt } from "../known-thesaurus.ts";
import { inFull } from "../postgres/tsquery.ts";
import { readingOf } from "../reading.ts";
import { checkedText } from "../search.service.ts";
import { Alert } from "./alert.entity.ts";
import { deedBetweenMatches } from "./between-matches.ts";
import { SavedSearch } from "./saved-search.entity.ts";
import type { NewSavedSearch, SavedSearchChange } from "./saved-search.input.ts";
import { filtered, hasFilter, type Sought, same, soughtOf } from "./sought.ts";

const MOST = 100;

const now = () => "clock_timestamp()";

/** Keeps a search for the viewer. What matches it now is no news. */
export async function saveSearch(ctx: HubContext, input: NewSavedSearch): Promise<SavedSearch> {
  const memberId = ownerOf(ctx, "save a search");
  const name = checkedName(input.name);
  const query = checkedText("query", input.query ?? "");
  return deedBetweenMatches(ctx, async (tx) => {
    await tx.db.query("SELECT pg_advisory_xact_lock(hashtext('saved searches ' || $1))", [memberId]);
    if ((await count(tx, SavedSearch)) >= MOST)
      throw new Problem(
        "LIMIT_EXCEEDED",
        `You have ${MOST} saved searches, the most there may be: delete one first.`,
        { most: MOST },
      );
    const sought = { query, language: input.language ?? null, ...(await filtered(tx, input.filter)) };
    const meaning = await meaningOf(tx, sought);
    const id = newId();
    await tx.db.insert(SavedSearch, {
      id,
      memberId,
      name,
      ...sought,
      ...meaning,
      revision: 1,
      visitedAt: now,
    });
    await happened(tx, {
      type: EventType.SEARCH_SAVED,
      aboutType: "SavedSearch",
      aboutId: id,
      to: [memberId],
    });
    return own(tx, id);
  });
}

/** Changes a saved search of the viewer's. What matches it now is no news, where it looks for something else than before. */
export async function changeSavedSearch(
  ctx: HubContext,
  id: string,
  revision: number,
  { name, query, language, filter }: SavedSearchChange,
): Promise<SavedSearch> {
  ownerOf(ctx, "change a saved search");
  return deedBetweenMatches(ctx, async (tx) => {
    const row = await own(tx, id);
    if (row.revision !== revision) throw staleRevision("saved search", revision, row);
    const sought: Sought = {
      ...soughtOf(row),
      ...(query === undefined ? {} : { query: checkedText("query", query ?? "") }),
      ...(language === undefined ? {} : { language }),
      ...(filter === undefined ? {} : await filtered(tx, filter)),
    };
    const changes = {
      ...sought,
      ...(same(sought, row) ? {} : await meaningOf(tx, sought)),
      ...(name === undefined ? {} : { name: checkedName(name ?? "") }),
      revision: revision + 1,
    };
    await tx.db.update(SavedSearch, { id: row.id }, changes);
    return own(tx, id);
  });
}

/** Deletes a saved search of the viewer's with its alerts; gives its id. */
export async function deleteSavedSearch(ctx: HubContext, id: string): Promise<string> {
  const memberId = ownerOf(ctx, "delete a saved search");
  return deedBetweenMatches(ctx, async (tx) => {
    const row = await own(tx, id);
    await tx.db.delete(Alert, { savedSearchId: row.id });
    await tx.db.delete(SavedSearch, { id: row.id });
    await happened(tx, {
      type: EventType.SEARCH_DELETED,
      aboutType: "SavedSearch",
      aboutId: row.id,
      to: [memberId],
    });
    return row.id;
  });
}

/** Makes this moment the last visit to a saved search of the viewer's. */
export async function visitSavedSearch(ctx: HubContext, id: string): Promise<SavedSearch> {
  ownerOf(ctx, "visit a saved search");
  return deedBetweenMatches(ctx, async (tx) => {
    const row = await own(tx, id);
    await tx.db.query('UPDATE search.saved_search SET "visitedAt" = clock_timestamp() WHERE id = $1', [
      row.id,
    ]);
    return own(tx, id);
  });
}

/** The saved search of the viewer's with that id, as it is at this moment, locked until the transaction ends. Throws NOT_FOUND. */
async function own(tx: HubContext, id: string): Promise<SavedSearch> {
  if (isUuid(id)) await tx.db.query("SELECT 1 FROM search.saved_search WHERE id = $1 FOR UPDATE", [id]);
  const [row] = isUuid(id) ? await rows(tx, SavedSearch, { where: [sql`r.id = ${id}::uuid`] }) : [];
  if (!row) throw notFound("saved search", id);
  return row;
}

function checkedName(given: string): string {
  const name = checkText("name", given);
  if (name === "") throw badInput("name", "A saved search needs a name.");
  return name;
}

/** How documents are compared with what is sought, and which of them there are already. */
async function meaningOf(
  tx: HubContext,
  sought: Sought,
): Promise<Pick<SavedSearch, "asked" | "askedIn" | "thesaurus" | "known">> {
  const [versions] = await read<Pick<SavedSearch, "thesaurus" | "known">>(
    tx,
    sql`SELECT coalesce((SELECT max(version) FROM search.document WHERE kind = 'TOPIC'), 0)::text AS thesaurus,
      coalesce((SELECT max(version) FROM search.document), 0)::text AS known`,
  );
  const thesaurus = await thesaurusAt(tx, versions!.thesaurus);
  const reading = readingOf(sought.query, thesaurus, tx.languages, sought.language);
  const asked = inFull(reading);
  if (asked === null && !hasFilter(sought))
    throw badInput("query", "A saved search needs a query or a filter.");
  return { asked, askedIn: reading.language, ...versions! };
}
