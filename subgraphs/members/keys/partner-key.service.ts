import type { HubContext } from "../../../foundation/context.ts";
import { deed } from "../../../foundation/deeds/deed.ts";
import { known } from "../../../foundation/directory.ts";
import { Kind } from "../../../foundation/enums.ts";
import { hashOf } from "../../../foundation/hash.ts";
import type { Again } from "../../../foundation/idempotency.ts";
import { hintOf, newSecret } from "../../../foundation/partner-key.ts";
import {
  badInput,
  limitExceeded,
  notAllowed,
  notFound,
  Problem,
  staleRevision,
} from "../../../foundation/problems.ts";
import { byId } from "../../../foundation/rows.ts";
import { isUuid, newId } from "../../../foundation/uuid.ts";
import { AuditAction } from "../audit.enums.ts";
import { auditKey } from "../audit.service.ts";
import { type Doer, lockedDoer } from "../standing.ts";
import { checked, NOTHING, USUAL_PER_DAY, USUAL_PER_MINUTE, withinUsual } from "./allowances.ts";
import { PartnerKey } from "./partner-key.entity.ts";
import type { NewPartnerKey, PartnerKeyChange } from "./partner-key.input.ts";
import { type KeyWithSecret, PartnerSecret } from "./secret.entity.ts";

/** So many keys that are not revoked an organisation may have. */
const MOST_KEYS = 20;

const MOST_OVERLAP_HOURS = 720;

export async function createPartnerKey(ctx: HubContext, input: NewPartnerKey): Promise<KeyWithSecret> {
  const columns = checked(input);
  return deed(ctx, async (tx) => {
    const { organisationId } = input;
    const doer = await lockedDoer(tx, "create a key");
    if (!looksAfter(doer, organisationId))
      throw notAllowed("create a key: that is for an administrator or a steward of the organisation");
    if (!doer.administrates) withinUsual(columns, NOTHING);
    await known(tx, Kind.ORGANISATION, [organisationId]);
    await tx.db.query("SELECT 1 FROM members.organisation WHERE id = $1 FOR UPDATE", [organisationId]);
    const [{ count }] = await tx.db.query(
      `SELECT count(*)::int AS count FROM members.partner_key WHERE "organisationId" = $1 AND "revokedAt" IS NULL`,
      [organisationId],
    );
    if (count >= MOST_KEYS)
      throw limitExceeded(
        `The organisation has ${count} keys: revoke one that is not used.`,
        "keys",
        MOST_KEYS,
        count,
      );
    const key = Object.assign(new PartnerKey(), {
      organisationId,
      origins: [],
      costPerMinute: USUAL_PER_MINUTE,
      costPerDay: USUAL_PER_DAY,
      registeredOnly: false,
      ...columns,
      id: newId(),
      createdById: doer.id ?? null,
      revokedAt: null,
      revision: 1,
      createdAt: new Date(),
    });
    await tx.db.insert(PartnerKey, { ...key });
    await auditKey(tx, AuditAction.KEY_CREATED, key);
    return { secret: await addSecret(tx, key), key };
  });
}

/** A key that was created before, without its secret: the hub itself does not know it. */
export const createdBefore: Again<KeyWithSecret> = {
  nameOf: ({ key }) => key.id,
  again: async (ctx, id) => {
    const key = await byId(ctx, PartnerKey).load(id);
    const secret = new Problem(
      "WRONG_STATE",
      "The secret was shown once, with the first answer: rotate the key to get a new one.",
    );
    return key && { secret, key };
  },
};

export async function changePartnerKey(
  ctx: HubContext,
  id: string,
  revision: number,
  change: PartnerKeyChange,
): Promise<PartnerKey> {
  const columns = checked(change);
  return deed(ctx, async (tx) => {
    const { key, doer } = await lockedKey(tx, id, revision, "change a key");
    if (!doer.administrates) withinUsual(columns, key);
    return settled(tx, AuditAction.KEY_CHANGED, key, columns);
  });
}

/** Gives a key a new secret. The one before it is taken for so many hours more; an older one ends at once. */
export async function rotatePartnerKey(
  ctx: HubContext,
  id: string,
  revision: number,
  overlapHours: number,
): Promise<KeyWithSecret> {
  if (overlapHours < 0 || overlapHours > MOST_OVERLAP_HOURS)
    throw badInput("overlapHours", `The overlap is a number of hours from 0 to ${MOST_OVERLAP_HOURS}.`);
  return deed(ctx, async (tx) => {
    const { key } = await lockedKey(tx, id, revision, "rotate a key");
    await tx.db.query(
      `UPDATE members.partner_secret SET "endsAt" = now() + CASE WHEN "endsAt" IS NULL THEN $2 * interval '1 hour' ELSE interval '0' END
       WHERE "keyId" = $1 AND ("endsAt" IS NULL OR "endsAt" > now())`,
      [key.id, overlapHours],
    );
    const secret = await addSecret(tx, key);
    return { secret, key: await settled(tx, AuditAction.KEY_ROTATED, key, {}) };
  });
}

/** Ends a key with all its secrets, for good. */
export async function revokePartnerKey(ctx: HubContext, id: string, revision: number): Promise<PartnerKey> {
  return deed(ctx, async (tx) => {
    const { key } = await lockedKey(tx, id, revision, "revoke a key");
    return settled(tx, AuditAction.KEY_REVOKED, key, { revokedAt: new Date() });
  });
}

/** A key that is good, locked, of which the viewer may dispose. */
export async function lockedKey(
  tx: HubContext,
  id: string,
  revision: number | undefined,
  what: string,
): Promise<{ key: PartnerKey; doer: Doer }> {
  const doer = await lockedDoer(tx, what);
  if (isUuid(id)) await tx.db.query("SELECT 1 FROM members.partner_key WHERE id = $1 FOR UPDATE", [id]);
  const key = await byId(tx, PartnerKey).load(id);
  if (!key) throw notFound("key", id);
  if (!looksAfter(doer, key.organisationId))
    throw notAllowed(`${what}: that is for an administrator or a steward of its organisation`);
  if (revision !== undefined && key.revision !== revision) throw staleRevision("key", revision, key);
  if (key.revokedAt) throw new Problem("WRONG_STATE", "This key is revoked: create another.", {});
  return { key, doer };
}

const looksAfter = ({ administrates, tends }: Doer, organisationId: string) =>
  administrates || (tends !== undefined && tends === organisationId.toLowerCase());

async function addSecret(tx: HubContext, { id: keyId }: PartnerKey): Promise<string> {
  const secret = newSecret();
  await tx.db.insert(PartnerSecret, { hash: hashOf(secret), keyId, hint: hintOf(secret), endsAt: null });
  return secret;
}

async function settled(
  tx: HubContext,
  action: AuditAction,
  key: PartnerKey,
  columns: Partial<PartnerKey>,
): Promise<PartnerKey> {
  const written = { ...columns, revision: key.revision + 1 };
  await tx.db.update(PartnerKey, { id: key.id }, written);
  await auditKey(tx, action, key);
  return Object.assign(key, written);
}
