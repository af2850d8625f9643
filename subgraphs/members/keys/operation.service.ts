import { Kind, parse } from "graphql";
import type { HubContext } from "../../../foundation/context.ts";
import { deed } from "../../../foundation/deeds/deed.ts";
import { hashOf } from "../../../foundation/hash.ts";
import type { Again } from "../../../foundation/idempotency.ts";
import { badInput, limitExceeded, notFound, textTooLong } from "../../../foundation/problems.ts";
import { AuditAction } from "../audit.enums.ts";
import { auditKey } from "../audit.service.ts";
import { PartnerOperation } from "./operation.entity.ts";
import { lockedKey } from "./partner-key.service.ts";

const MOST_OPERATIONS = 500;
const MOST_SIGNS = 20_000;

/** Lets a key ask that query. Registered once more, it stays as it is. */
export async function registerOperation(
  ctx: HubContext,
  keyId: string,
  query: string,
): Promise<PartnerOperation> {
  checkQuery(query);
  return deed(ctx, async (tx) => {
    const { key } = await lockedKey(tx, keyId, undefined, "register an operation");
    const hash = hashOf(query);
    const before = await tx.db.findOneBy(PartnerOperation, { keyId: key.id, hash });
    if (before) return before;
    const count = await tx.db.countBy(PartnerOperation, { keyId: key.id });
    if (count >= MOST_OPERATIONS)
      throw limitExceeded(
        `The key has ${count} registered operations: remove some first.`,
        "operations",
        MOST_OPERATIONS,
        count,
      );
    const operation = { keyId: key.id, hash, query, createdAt: new Date() };
    await tx.db.insert(PartnerOperation, operation);
    await auditKey(tx, AuditAction.OPERATION_REGISTERED, key);
    return operation;
  });
}

/** An operation that was registered before, for as long as it is. */
export const registeredBefore: Again<PartnerOperation> = {
  nameOf: ({ keyId, hash }) => `${keyId} ${hash}`,
  again: async (tx, name) => {
    const [keyId, hash] = name.split(" ");
    await lockedKey(tx, keyId!, undefined, "register an operation");
    return tx.db.findOneBy(PartnerOperation, { keyId: keyId!, hash: hash! });
  },
};

/** Takes a registered operation from a key; tells its hash. */
export async function removeOperation(ctx: HubContext, keyId: string, hash: string): Promise<string> {
  if (!/^[0-9a-f]{64}$/.test(hash)) throw badInput("hash", "A hash has 64 hexadecimal digits.");
  return deed(ctx, async (tx) => {
    const { key } = await lockedKey(tx, keyId, undefined, "remove a registered operation");
    const { affected } = await tx.db.delete(PartnerOperation, { keyId: key.id, hash });
    if (!affected) throw notFound("registered operation", hash);
    await auditKey(tx, AuditAction.OPERATION_REMOVED, key);
    return hash;
  });
}

function checkQuery(query: string): void {
  if (query.length > MOST_SIGNS) throw textTooLong("query", MOST_SIGNS, query.length);
  const wrong = badInput("query", "Only the text of one GraphQL query can be registered.");
  if (query.includes("\0")) throw wrong;
  try {
    const { definitions } = parse(query, { noLocation: true, maxTokens: 5_000 });
    const operations = definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
    if (operations.length !== 1 || !("operation" in operations[0]!) || operations[0].operation !== "query")
      throw wrong;
  } catch {
    throw wrong;
  }
}
