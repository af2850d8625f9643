import type { MigrationInterface, QueryRunner } from "typeorm";
import { ROLES, type Role } from "../../../foundation/audience.ts";
import { pointsAtSeen, readable, setting, settingOnce, wall, writable } from "../../../foundation/wall.ts";

const member = setting("member", "uuid");
const person = setting("person", "uuid");

/** Was the note `a` written by the viewer? True or false, never null. */
const byViewer = (a: string) => `COALESCE(${a}."authorId" = ${member}, false)`;

const isAuthor: Readonly<Record<Role, (a: string) => string>> = {
  hub_public: () => "false",
  hub_viewer: byViewer,
  hub_member: byViewer,
  hub_curator: byViewer,
};

/** For each audience, whether the note `a` admits it whoever wrote it: what `admits` says in audience.ts, said to the database. */
const admits: Readonly<Record<Role, (a: string) => string>> = {
  hub_public: (a) => `(${a}.audience = 'EVERYONE' AND ${a}.moderation <> 'HIDDEN')`,
  hub_viewer: (a) =>
    `(${a}.audience = ANY(${settingOnce("shows", "text[]")}) AND ${a}.moderation <> 'HIDDEN')`,
  hub_member: (a) =>
    `((${a}.audience IN ('EVERYONE', 'MEMBERS') OR (${a}.audience = 'GROUPS' AND ${a}."groupIds" && ${setting("groups", "uuid[]")}))
      AND ${a}.moderation <> 'HIDDEN')`,
  hub_curator: (a) => `(${a}.audience IN ('EVERYONE', 'MEMBERS', 'GROUPS'))`,
};

const mayRead = (role: Role, a: string) => `(${admits[role](a)} OR ${isAuthor[role](a)})`;

const seen = (role: Role, a: string) => `${a}."deletedAt" IS NULL AND ${mayRead(role, a)}
  AND (${a}."replyToId" IS NULL OR ${isAuthor[role](a)} OR NOT EXISTS (SELECT 1 FROM annotations.thread above
    WHERE above.id = ANY(${a}."ancestorIds") AND NOT ${mayRead(role, "above")}))`;

const note = "annotation";
const notes = (role: Role) => `((${seen(role, note)}) OR (${note}."deletedAt" IS NOT NULL AND EXISTS (
    SELECT 1 FROM annotations.thread below WHERE below."ancestorIds" @> ARRAY[${note}.id] AND ${seen(role, "below")})))
  AND ${pointsAtSeen("targetId")}`;

/** Who sees a note depends on those above and below it in its thread, of which a view tells ids and audiences, but not what they say. */
export class Wall1795860100007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE VIEW annotations.thread AS SELECT id, "targetId", "replyToId", "ancestorIds", "authorId", audience, "groupIds",
         moderation, "deletedAt" FROM annotations.annotation`,
    );
    await readable(runner, "annotations.thread");
    // Tags are what somebody wrote: by them notes are found, but only ids are told.
    await runner.query(
      `CREATE FUNCTION annotations.tagged(wanted text[]) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER
         SET search_path = pg_catalog AS $$ SELECT id FROM annotations.annotation WHERE tags && wanted $$`,
    );
    await runner.query(`REVOKE EXECUTE ON FUNCTION annotations.tagged FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION annotations.tagged TO ${ROLES.join(", ")}`);
    await wall(runner, "annotations.annotation", {
      hub_public: notes("hub_public"),
      hub_viewer: `(${notes("hub_viewer")}) OR "authorId" = ${person}`,
      hub_member: notes("hub_member"),
      hub_curator: notes("hub_curator"),
    });
    // Flags, decisions and what becomes of a question change notes of others: those are the hub's to write.
    const own = `"authorId" = ${member}`;
    await writable(runner, "annotations.annotation", { hub_member: own, hub_curator: own });
    await wall(runner, "annotations.moderation_log", {
      hub_viewer: `"actorId" = ${person}`,
      hub_curator: "true",
    });
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
