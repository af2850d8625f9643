import type { TestHub } from "../hub.ts";

/** Columns of enumerations, dates, codes and places in texts: no words of anybody's choosing stand in them. */
const WORDLESS = `
  kind kinds organisationKind territoryKind targetKind actorKind workshopKind resourceKind projectKind insightKind
  type aboutType status state states visibility audience moderation motivation resolution experience evidence role
  grantedRoles scopes joinPolicy access events flag field targetField changed position elsewhere itemRows
  start end since until on date stateCheckedOn timeZone frequency country countries
  language languages originalLanguage targetLanguage preferredLanguages contentLanguages workingLanguages askedIn
`.split(/\s+/);

/** Tables and columns that everybody may read, or nobody but the viewer, or of which no answer tells; and an older index, empty. */
const UNREAD = `
  members.organisation members.territory topics.topic
  members.partner_key members.partner_operation members.partner_secret members.identity members.erased_identity
  members.audit_entry members.member.email search.saved_search.query inbox.item.reason
  hub.dead_letter hub.idempotency_key search.former_document search.drawn_by
`.split(/\s+/);

/** The columns of texts in which no word of the crawl stands, as "schema.table.column", but for those above. */
export async function unsalted(hub: TestHub): Promise<string[]> {
  const columns: { schema: string; table: string; column: string }[] = await hub.db.query(
    `SELECT table_schema AS schema, table_name AS table, column_name AS column FROM information_schema.columns
     WHERE table_schema NOT IN ('information_schema', 'pg_catalog', 'public') AND udt_name IN ('text', '_text', 'varchar', 'jsonb')
     ORDER BY 1, 2, 3`,
  );
  const bare: string[] = [];
  for (const { schema, table, column } of columns) {
    const name = `${schema}.${table}.${column}`;
    if (WORDLESS.includes(column) || UNREAD.includes(name) || UNREAD.includes(`${schema}.${table}`)) continue;
    const [{ salted }] = await hub.db.query(
      `SELECT EXISTS (SELECT FROM "${schema}"."${table}" WHERE "${column}"::text ~ 'zq[0-9]+x') AS salted`,
    );
    if (!salted) bare.push(name);
  }
  return bare;
}
