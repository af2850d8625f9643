import { newId } from "../../foundation/uuid.ts";
import type { TestHub } from "../hub.ts";

/** What was laid behind the wall. */
export interface Stones {
  /** all tables that stand behind the wall, as "schema.table" */
  tables: ReadonlySet<string>;
  organisations: readonly [string, string];
  groups: readonly [string, string, string];
  /** who wrote some of the notes and belongs to some of the groups */
  author: string;
  somebody: string;
  /** a practice that nobody but its owner, curators and the hub itself see */
  hidden: string;
}

type Row = Record<string, unknown>;

const STATUSES = ["PUBLISHED", "DRAFT", "IN_REVIEW", "ARCHIVED"];
const AUDIENCES = ["EVERYONE", "MEMBERS", "GROUPS", "OWNER", "ONLY_ME"];
const NOTES = 600;

/** Fills every table of content that stands behind the wall with rows of all sorts, and hangs notes and adoptions on them. */
export async function lay(hub: TestHub): Promise<Stones> {
  const tables: { name: string; content: boolean }[] = await hub.db.query(
    `SELECT n.nspname || '.' || c.relname AS name, (SELECT count(*) = 2 FROM pg_attribute a
       WHERE a.attrelid = c.oid AND a.attname IN ('status', 'visibility')) AND n.nspname <> 'hub' AS content
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relrowsecurity ORDER BY 1`,
  );
  const organisations = [newId(), newId()] as const;
  const groups = [newId(), newId(), newId()] as const;
  const [author, somebody] = [newId(), newId()];
  const meant = [
    ...["PUBLIC", "MEMBERS"].map((visibility) => ({ visibility, groupIds: [] as string[] })),
    ...[[groups[0]], [groups[1]], [groups[1], groups[2]]].map((groupIds) => ({
      visibility: "GROUP",
      groupIds,
    })),
  ];
  const cases = STATUSES.flatMap((status) =>
    meant.flatMap((audience) =>
      [...organisations, null].map((ownerId) => ({ status, ...audience, ownerId })),
    ),
  );
  const made = new Map<string, Row[]>();
  for (const { name } of tables.filter(({ content }) => content)) {
    const rows = cases.map((one) => ({ id: newId(), slug: newId(), contactId: null, ...one }));
    made.set(name, rows);
    await insert(hub, name, rows);
    await insert(
      hub,
      "hub.record",
      rows.map((row) => ({ ...row, kind: name })),
    );
  }
  const practices = made.get("practices.practice")!;
  const adoptions = practices.flatMap(({ id }, i) =>
    ["PUBLIC", "MEMBERS"].map((visibility, j) => ({
      ...{ id: newId(), practiceId: id, organisationId: newId(), visibility },
      contactId: (i + j) % 7 ? null : author,
    })),
  );
  await insert(hub, "practices.adoption", adoptions);
  await insert(
    hub,
    "practices.adoption_event",
    adoptions.map(({ id, practiceId, organisationId }) => ({
      ...{ id: newId(), adoptionId: id, practiceId, organisationId, memberId: author },
    })),
  );
  await insert(
    hub,
    "hub.revision",
    [...made.values()].flat().flatMap(({ id }, i) =>
      [2, 3].map((revision) => ({
        ...cases[(i * 7 + revision) % cases.length],
        ...{ id: newId(), record: id, revision },
      })),
    ),
  );
  await insert(
    hub,
    "groups.membership",
    made.get("groups.working_group")!.map(({ id }, i) => ({
      ...{ id: newId(), groupId: id, memberId: i % 2 ? author : somebody, role: "MEMBER" },
      state: ["ACTIVE", "INVITED", "LEFT", "REQUESTED"][(i >> 1) % 4],
      expiresAt: i % 3 ? null : new Date(i % 2 ? 0 : Date.now() + 3_600_000).toISOString(),
    })),
  );
  const notes = threads(practices, groups, [author, somebody], organisations);
  await insert(hub, "annotations.annotation", notes);
  await insert(
    hub,
    "hub.revision",
    notes.map(({ id }, i) => ({
      ...{ id: newId(), record: id, revision: 2, visibility: AUDIENCES[i % AUDIENCES.length] },
    })),
  );
  await insert(
    hub,
    "annotations.moderation_log",
    notes.slice(0, 5).map(({ id }) => ({ id: newId(), annotationId: id, actorId: author })),
  );
  await hub.db.query("ANALYZE");
  const hidden = practices.find(({ status, ownerId }) => status === "DRAFT" && ownerId === organisations[0])!;
  return {
    ...{ tables: new Set(tables.map(({ name }) => name)), organisations, groups, author, somebody },
    hidden: hidden.id as string,
  };
}

/** Notes of all sorts on some of the records, in threads of some depth; some are hidden, some deleted. */
function threads(
  records: readonly Row[],
  groups: readonly string[],
  authors: readonly string[],
  organisations: readonly string[],
): Row[] {
  let state = 7;
  const chance = (of: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * of);
  };
  const notes: Row[] = [];
  for (let i = 0; i < NOTES; i++) {
    const id = newId();
    const above = notes.length > 20 && chance(3) > 0 ? notes[notes.length - 1 - chance(20)] : undefined;
    const audience = AUDIENCES[chance(AUDIENCES.length)];
    const deleted = chance(6) === 0;
    notes.push({
      ...{ id, motivation: "COMMENTING", targetKind: "PRACTICE" },
      targetId: above?.targetId ?? records[chance(records.length)]!.id,
      replyToId: above?.id ?? null,
      rootId: above?.rootId ?? id,
      ancestorIds: above ? [...(above.ancestorIds as string[]), above.id] : [],
      audience,
      groupIds: audience === "GROUPS" ? [groups[chance(3)]] : [],
      moderation: ["HIDDEN", "FLAGGED"][chance(8)] ?? "SHOWN",
      askerId: authors[chance(3)] ?? null,
      addresseeId: organisations[chance(3)] ?? null,
      authorId: deleted || chance(5) === 0 ? null : authors[chance(authors.length)],
      deletedAt: deleted ? new Date().toISOString() : null,
    });
  }
  return notes;
}

/** Writes rows past all services; what they do not say and may not be null gets a value of its type. */
async function insert(hub: TestHub, table: string, rows: readonly Row[]): Promise<void> {
  const [schema, name] = table.split(".");
  const columns: { name: string; type: string }[] = await hub.db.query(
    `SELECT column_name AS name, udt_name AS type FROM information_schema.columns
     WHERE table_schema = $1 AND table_name = $2 AND is_nullable = 'NO'`,
    [schema, name],
  );
  const blank = Object.fromEntries(columns.map(({ name, type }) => [name, blankOf(type)]));
  await hub.db.query(
    `INSERT INTO "${schema}"."${name}" SELECT * FROM jsonb_populate_recordset(NULL::"${schema}"."${name}", $1::jsonb)`,
    [JSON.stringify(rows.map((row) => ({ ...blank, ...row })))],
  );
}

function blankOf(type: string): unknown {
  if (type.startsWith("_")) return [];
  if (type === "jsonb") return {};
  if (type === "timestamptz") return new Date().toISOString();
  if (type === "uuid") return newId();
  if (type === "bool") return false;
  return /^int|^float|^numeric/.test(type) ? 1 : "";
}
