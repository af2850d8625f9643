import type { HubContext } from "../context.ts";
import { known } from "../directory.ts";
import { Kind, kindInWords } from "../enums.ts";
import { badInput, Problem, slugTaken } from "../problems.ts";
import type { ContentRecord, HubRecord, RecordClass } from "../record.ts";
import { tableOf } from "../rows.ts";
import { isSlug, slugOf } from "../slug.ts";
import { newId } from "../uuid.ts";

/** Makes sure of the topics and organisations that a row names. Throws UNKNOWN_REFERENCE. */
export async function referencesKnown(tx: HubContext, row: object) {
  const { topicIds, organisationIds, ownerId } = row as Partial<ContentRecord>;
  await Promise.all([
    known(tx, Kind.TOPIC, topicIds),
    known(
      tx,
      Kind.ORGANISATION,
      [...(organisationIds ?? []), ...(ownerId ? [ownerId] : [])].filter(
        (id) => id !== (row as HubRecord).id,
      ),
    ),
  ]);
}

/** Makes sure that no other record comes from the same source. Throws CONFLICT. */
export async function sourceIsFree(tx: HubContext, row: HubRecord) {
  const { sourceId } = row.provenance;
  if (!sourceId) return;
  const [other] = await tx.db.query('SELECT 1 FROM hub.record WHERE "sourceId" = $1 AND id <> $2', [
    sourceId,
    row.id,
  ]);
  if (other)
    throw new Problem("CONFLICT", `Another record already has the source id "${sourceId}".`, { sourceId });
}

/** The slug that is wished for, free until this transaction ends. Throws BAD_USER_INPUT and SLUG_TAKEN. */
export async function freeSlug<T extends HubRecord>(
  tx: HubContext,
  Entity: RecordClass<T>,
  kind: Kind,
  slug: string,
): Promise<string> {
  if (!isSlug(slug))
    throw badInput(
      "slug",
      "A slug has 2 to 100 small letters, digits and single hyphens, as online-safety-platform.",
    );
  if (await taken(tx, Entity, slug)) throw slugTaken(kindInWords(kind), slug);
  return slug;
}

/** A free slug made of the title. */
export async function newSlug<T extends HubRecord>(
  tx: HubContext,
  Entity: RecordClass<T>,
  title: string,
): Promise<string> {
  const slug = slugOf(title);
  return (await taken(tx, Entity, slug)) ? `${slug.slice(0, 87)}-${newId().slice(-12)}` : slug;
}

/** Is there a record with that slug? Whoever is about to take the same one waits until this transaction ends. */
async function taken<T extends HubRecord>(
  tx: HubContext,
  Entity: RecordClass<T>,
  slug: string,
): Promise<boolean> {
  const table = tableOf(tx, Entity).text;
  await tx.db.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [`${table} ${slug}`]);
  const found = await tx.db.query(`SELECT 1 FROM ${table} WHERE slug = $1`, [slug]);
  return found.length > 0;
}
