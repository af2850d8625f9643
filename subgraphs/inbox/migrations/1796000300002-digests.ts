import type { MigrationInterface, QueryRunner } from "typeorm";
import { wall } from "../../../foundation/wall.ts";
import { own } from "./1796000300001-inbox.ts";

export class Digests1796000300002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "inbox"."digest_setting" ("memberId" uuid NOT NULL, "frequency" text NOT NULL, "language" text, "hour" integer NOT NULL, "weekday" integer NOT NULL, "timeZone" text NOT NULL, "dueAt" TIMESTAMP(3) WITH TIME ZONE, "sentAt" TIMESTAMP(3) WITH TIME ZONE, "issue" integer NOT NULL DEFAULT 0, "toldUpTo" uuid, "tellingUpTo" uuid, PRIMARY KEY ("memberId"))`,
    );
    await runner.query(
      `CREATE INDEX "digest_due" ON "inbox"."digest_setting" ("dueAt") WHERE "dueAt" IS NOT NULL`,
    );
    await wall(runner, "inbox.digest_setting", own);
    await runner.query(
      `CREATE OR REPLACE FUNCTION "inbox"."forget_person"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        PERFORM pg_advisory_xact_lock(hashtext('hub inboxes'));
        DELETE FROM inbox.item WHERE "memberId" = NEW.id;
        DELETE FROM inbox.follow WHERE "memberId" = NEW.id;
        DELETE FROM inbox.digest_setting WHERE "memberId" = NEW.id;
        RETURN NULL;
      END $$`,
    );
    await runner.query(
      `CREATE TRIGGER "inbox_refuse_erased" BEFORE INSERT ON "inbox"."digest_setting"
       FOR EACH ROW EXECUTE FUNCTION "hub"."refuse_erased"('memberId')`,
    );
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
