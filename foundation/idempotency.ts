import { type GraphQLArgument, type GraphQLSchema, GraphQLString, getNamedType } from "graphql";
import { Extensions } from "type-graphql";
import { Column, CreateDateColumn, Entity, Index, PrimaryColumn } from "typeorm";
import type { HubContext, Once } from "./context.ts";
import { hashOf } from "./hash.ts";
import { oneself } from "./personal-data.ts";
import { badInput, Problem } from "./problems.ts";
import type { RecordClass } from "./record.ts";
import { byId } from "./rows.ts";
import type { Subgraph } from "./subgraph.ts";

/** For how long a key is remembered. */
const HOURS = 24;

/** A key by which somebody has done a deed, so that sending it again does not do it twice. Written in the deed's transaction. */
@Entity({ schema: "hub", name: "idempotency_key" })
export class IdempotencyKey {
  /** the person, or the nil UUID for the hub itself */
  @PrimaryColumn("uuid")
  viewer: string;

  @PrimaryColumn("text")
  mutation: string;

  @PrimaryColumn("text")
  key: string;

  /** the hash of what was sent */
  @Column("text")
  input: string;

  /** what was created; null while it is being created */
  @Column("text", { nullable: true })
  record: string | null;

  @Index()
  @CreateDateColumn({ type: "timestamptz", precision: 3 })
  at: Date;
}

/** How a mutation that creates names what it has created, and answers with it once more. */
export interface Again<T> {
  nameOf(answer: T): string;
  /** as the viewer may see it now; null where they may not, or where it is gone */
  again(ctx: HubContext, name: string): Promise<T | null>;
}

/**
 * For a mutation that creates something: it takes an idempotency key. Sent again with the same key it answers with what it
 * has created, found by its id as the gateway's references are, unless `again` says otherwise.
 */
export const Creates = <T>(again?: Again<T>) => Extensions({ creates: again ?? true });

const argument: GraphQLArgument = {
  name: "idempotencyKey",
  description: `Sent again with the same key and the same input within ${HOURS} hours, by the same person, it creates nothing more and answers with what it created; with another input it is refused. 1 to 255 printable ASCII characters, best a UUID. Without it, the request's Idempotency-Key header counts.`,
  type: GraphQLString,
  defaultValue: undefined,
  deprecationReason: undefined,
  extensions: {},
  astNode: undefined,
};

/** Gives every mutation that creates the argument `idempotencyKey`, and its deed the context to do it once. */
export function takeIdempotencyKeys(room: Subgraph, schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const creates = field.extensions.creates as true | Again<object> | undefined;
    if (!creates) continue;
    const { nameOf, again } = creates === true ? byItsId(room, getNamedType(field.type).name) : creates;
    const resolve = field.resolve!;
    field.args = [...field.args, argument];
    field.resolve = (source, { idempotencyKey, ...input }, ctx: HubContext, info) => {
      const key: string | null | undefined = idempotencyKey ?? ctx.caller.idempotencyKey;
      if (key == null) return resolve(source, input, ctx, info);
      checkKey(key);
      // One header serves all mutations of a request.
      const alias = String(info.path.key);
      const mutation = idempotencyKey || alias === field.name ? field.name : `${field.name} as ${alias}`;
      const once: Once = { mutation, key, input: hashOf(canonical(input)), nameOf, again };
      return resolve(source, input, { ...ctx, once }, info);
    };
  }
}

/** Does the deed, unless it has been done by that key: then its answer is given anew. Whoever comes second waits for the first. */
export async function doneOnce<T>(
  tx: HubContext,
  { mutation, key, input, nameOf, again }: Once,
  work: () => Promise<T>,
): Promise<T> {
  const viewer = tx.viewer.kind === "SERVICE" ? "00000000-0000-0000-0000-000000000000" : oneself(tx.viewer);
  // Whoever is nobody creates nothing.
  if (!viewer) return work();
  const own = [viewer, mutation, key];
  const [claimed] = await tx.db.query(
    `WITH claimed AS (
       INSERT INTO hub.idempotency_key AS k (viewer, mutation, key, input) VALUES ($1, $2, $3, $4)
       ON CONFLICT (viewer, mutation, key) DO UPDATE SET input = excluded.input, record = NULL, at = now()
         WHERE k.at < now() - interval '${HOURS} hours'
       RETURNING 1)
     SELECT 1 FROM claimed`,
    [...own, input],
  );
  if (claimed) {
    const answer = await work();
    await tx.db.query(
      `WITH old AS (DELETE FROM hub.idempotency_key WHERE (viewer, mutation, key) IN (
         SELECT viewer, mutation, key FROM hub.idempotency_key WHERE at < now() - interval '${HOURS} hours'
         ORDER BY at LIMIT 10 FOR UPDATE SKIP LOCKED))
       UPDATE hub.idempotency_key SET record = $4 WHERE viewer = $1 AND mutation = $2 AND key = $3`,
      [...own, nameOf(answer)],
    );
    return answer;
  }
  const [before] = await tx.db.query(
    "SELECT input, record FROM hub.idempotency_key WHERE viewer = $1 AND mutation = $2 AND key = $3",
    own,
  );
  if (before.input !== input)
    throw new Problem(
      "CONFLICT",
      "This idempotency key was sent before with another input: take a new key for a new deed.",
      { reason: "IDEMPOTENCY_KEY_REUSED" },
    );
  const answer = await again(tx, before.record);
  if (!answer)
    throw new Problem(
      "NOT_FOUND",
      "What was created with this idempotency key is gone, or not yours to see any more.",
    );
  return answer as T;
}

/** A record of the room, found by its id. */
function byItsId(room: Subgraph, type: string): Again<object> {
  const Entity = room.entities.find(({ name }) => name === type) as RecordClass<object> | undefined;
  if (!Entity?.visibleTo)
    throw new Error(
      `${type} is no record of the room ${room.name}: say how what was created is found again.`,
    );
  return {
    nameOf: (answer) => (answer as { id: string }).id,
    again: (ctx, id) => byId(ctx, Entity).load(id),
  };
}

function checkKey(key: string): void {
  if (!/^[\x20-\x7e]{1,255}$/.test(key))
    throw badInput("idempotencyKey", "An idempotency key has 1 to 255 printable ASCII characters.");
}

/** The same text for the same input, however its fields are ordered. */
const canonical = (input: object): string =>
  JSON.stringify(input, (_name, value: unknown) =>
    value && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
