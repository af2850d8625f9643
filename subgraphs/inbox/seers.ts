import type pg from "pg";
import sql, { join, type Sql } from "sql-template-tag";
import { asViewer, type Person } from "../../foundation/people.ts";
import { sees } from "../../foundation/things.ts";
import type { Viewer } from "../../foundation/viewer.ts";

/** So many are looked at in one statement. */
const AT_ONCE = 100;

/** Nobody who is there, and a member: what they see, all members do. */
const ANY_MEMBER = asViewer({
  id: "00000000-0000-0000-0000-000000000000",
  organisationId: null,
  groupIds: [],
  curates: false,
});

/** Who among `wanted` (their ids as "memberId") sees a thing at this moment, by the rule of the room that has it. */
export async function seersOf(
  db: Pick<pg.Client, "query">,
  type: string,
  id: string,
  wanted: Sql,
): Promise<string[] | "all members"> {
  const seen = (viewer: Viewer) =>
    sql`SELECT ${viewer.member}::uuid AS id WHERE ${sees(viewer, type, sql`${id}::uuid`)}`;
  if ((await db.query(seen(ANY_MEMBER))).rows.length > 0) return "all members";
  const { rows: people } = await db.query<Person>(sql`
    SELECT p.id, p."organisationId", p."groupIds", p.curates FROM hub.person p
    WHERE p."activeSince" IS NOT NULL AND p.id IN (SELECT w."memberId" FROM (${wanted}) w)`);
  const seers: string[] = [];
  for (let from = 0; from < people.length; from += AT_ONCE) {
    const some = people.slice(from, from + AT_ONCE).map((person) => seen(asViewer(person)));
    const { rows } = await db.query<{ id: string }>(join(some, " UNION ALL "));
    seers.push(...rows.map((row) => row.id));
  }
  return seers;
}
