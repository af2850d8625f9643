import type { MigrationInterface, QueryRunner } from "typeorm";
import { type Sight, setting, wall } from "../../../foundation/wall.ts";

const member = `"memberId" = ${setting("member", "uuid")}`;

/** Each row is its member's alone. */
export const own: Sight = {
  hub_viewer: `${member} OR "memberId" = ${setting("person", "uuid")}`,
  hub_member: member,
  hub_curator: member,
};

export class Inbox1796000300001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE SCHEMA IF NOT EXISTS "inbox"`);
    await runner.query(
      `CREATE TABLE "inbox"."follow" ("id" uuid NOT NULL, "memberId" uuid NOT NULL, "kind" text NOT NULL, "targetId" uuid NOT NULL, "since" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE UNIQUE INDEX "follow_once" ON "inbox"."follow" ("memberId", "targetId")`);
    await runner.query(`CREATE INDEX "follow_newest" ON "inbox"."follow" ("memberId", "id")`);
    await runner.query(`CREATE INDEX "follow_target" ON "inbox"."follow" ("targetId")`);
    await runner.query(
      `CREATE TABLE "inbox"."item" ("id" uuid NOT NULL, "place" bigint NOT NULL, "memberId" uuid NOT NULL, "subjectId" uuid NOT NULL, "reason" text NOT NULL, "events" text array NOT NULL, "kind" text NOT NULL, "recordId" uuid NOT NULL, "annotationId" uuid, "adoptionId" uuid, "membershipId" uuid, "savedSearchId" uuid, "followId" uuid, "at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "readAt" TIMESTAMP(3) WITH TIME ZONE, PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "item_newest" ON "inbox"."item" ("memberId", "id")`);
    await runner.query(
      `CREATE UNIQUE INDEX "item_unread" ON "inbox"."item" ("memberId", "subjectId") WHERE "readAt" IS NULL`,
    );
    await runner.query(`CREATE INDEX "item_place" ON "inbox"."item" ("place")`);

    await wall(runner, "inbox.follow", own);
    // The hub itself, which is no member, tells each their own.
    await wall(runner, "inbox.item", {
      ...own,
      hub_curator: `${member} OR ${setting("member", "uuid")} IS NULL`,
    });

    // Whoever has saved a search follows it.
    const [{ there }] = await runner.query(`SELECT to_regclass('search.saved_search') IS NOT NULL AS there`);
    if (there)
      await runner.query(
        `INSERT INTO "inbox"."follow" (id, "memberId", kind, "targetId")
         SELECT uuidv7(), "memberId", 'SAVED_SEARCH', id FROM "search"."saved_search"`,
      );

    await runner.query(
      `CREATE FUNCTION "inbox"."forget_person"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        PERFORM pg_advisory_xact_lock(hashtext('hub inboxes'));
        DELETE FROM inbox.item WHERE "memberId" = NEW.id;
        DELETE FROM inbox.follow WHERE "memberId" = NEW.id;
        RETURN NULL;
      END $$`,
    );
    await runner.query(
      `CREATE TRIGGER "inbox_forget_person" AFTER UPDATE OF erased ON "hub"."person"
       FOR EACH ROW WHEN (NEW.erased AND NOT OLD.erased) EXECUTE FUNCTION "inbox"."forget_person"()`,
    );
    await runner.query(
      `CREATE TRIGGER "inbox_refuse_erased" BEFORE INSERT ON "inbox"."follow"
       FOR EACH ROW EXECUTE FUNCTION "hub"."refuse_erased"('memberId')`,
    );
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
