import type { MigrationInterface, QueryRunner } from "typeorm";
import type { Role } from "../../../foundation/audience.ts";
import { links, pointsAtSeen, setting, settingOnce, wall } from "../../../foundation/wall.ts";

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

/** Is the note `a` for the owner of the record, and the viewer who asked, or of the organisation that was asked? Never null. */
const betweenOwnerAndViewer = (a: string) =>
  `(${a}.audience = 'OWNER' AND (COALESCE(${a}."askerId" = ${member}, false) OR COALESCE(${a}."addresseeId" = ${setting("organisation", "uuid")}, false)))`;

/** For each audience, whether the note `a` admits it whoever wrote it, `above` others or by itself: what `admits` says in audience.ts, said to the database. */
const admits: Readonly<Record<Role, (a: string, above: boolean) => string>> = {
  hub_public: (a) => `(${a}.audience = 'EVERYONE' AND ${a}.moderation <> 'HIDDEN')`,
  // Whoever reads no notes for everyone reads none.
  hub_viewer: (a) =>
    `(${a}.audience = ANY(${settingOnce("shows", "text[]")}) AND 'EVERYONE' = ANY(${settingOnce("shows", "text[]")}) AND ${a}.moderation <> 'HIDDEN')`,
  hub_member: (a) =>
    `((${a}.audience IN ('EVERYONE', 'MEMBERS') OR (${a}.audience = 'GROUPS' AND ${a}."groupIds" && ${setting("groups", "uuid[]")})
      OR ${betweenOwnerAndViewer(a)}) AND ${a}.moderation <> 'HIDDEN')`,
  hub_curator: (a, above) =>
    `(${a}.audience IN ('EVERYONE', 'MEMBERS', 'GROUPS') OR (${a}.audience = 'OWNER'${above ? "" : ` AND ${a}.moderation <> 'SHOWN'`})
      OR ${betweenOwnerAndViewer(a)})`,
};

const mayRead = (role: Role, a: string, above = false) =>
  `(${admits[role](a, above)} OR ${isAuthor[role](a)})`;

const seen = (role: Role, a: string) => `${a}."deletedAt" IS NULL AND ${mayRead(role, a)}
  AND (${a}."replyToId" IS NULL OR ${isAuthor[role](a)} OR NOT EXISTS (SELECT 1 FROM annotations.thread above
    WHERE above.id = ANY(${a}."ancestorIds") AND NOT ${mayRead(role, "above", true)}))`;

const note = "annotation";
const notes = (role: Role) => `((${seen(role, note)}) OR (${note}."deletedAt" IS NOT NULL AND EXISTS (
    SELECT 1 FROM annotations.thread below WHERE below."ancestorIds" @> ARRAY[${note}.id] AND ${seen(role, "below")})))
  AND ${pointsAtSeen("targetId")}`;

/** Questions to owners are between those who asked and those who were. */
export class QuestionsWall1796000950000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE OR REPLACE VIEW annotations.thread AS SELECT id, "targetId", "replyToId", "ancestorIds", "authorId", audience, "groupIds",
         moderation, "deletedAt", "askerId", "addresseeId" FROM annotations.annotation`,
    );
    await wall(runner, "annotations.annotation", {
      hub_public: notes("hub_public"),
      hub_viewer: `(${notes("hub_viewer")}) OR "authorId" = ${person}
        OR EXISTS (SELECT 1 FROM annotations.thread own WHERE own.id = "publishedFromId" AND own."authorId" = ${person})`,
      hub_member: notes("hub_member"),
      hub_curator: notes("hub_curator"),
    });
    await links(runner, "annotations.annotation", ["mentionIds", "moderation"]);
    await wall(runner, "annotations.moderation_log", {
      hub_viewer: `"actorId" = ${person}`,
      hub_member: `"actorId" = ${member}`,
      hub_curator: "true",
    });
    await wall(runner, "annotations.newcomer", { hub_viewer: `"memberId" = ${person}` });
    const others = `visibility IS DISTINCT FROM 'ONLY_ME' AND (visibility IS DISTINCT FROM 'OWNER'
      OR EXISTS (SELECT 1 FROM annotations.annotation a WHERE a.id = record AND a.audience = 'OWNER' OFFSET 0))`;
    await runner.query(`DROP POLICY hub_curator_sees ON hub.revision`);
    await runner.query(
      `CREATE POLICY hub_curator_sees ON hub.revision FOR SELECT TO hub_curator USING ((${others}) OR "byId" = ${member})`,
    );
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
