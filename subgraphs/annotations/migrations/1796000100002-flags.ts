import type { MigrationInterface, QueryRunner } from "typeorm";

export class Flags1796000100002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "annotations"."moderation_log" ADD "flag" text`);
    await runner.query(
      `ALTER TABLE "annotations"."moderation_log" ADD "closedAt" TIMESTAMP(3) WITH TIME ZONE`,
    );
    await runner.query(
      `ALTER TABLE "annotations"."moderation_log" ADD "revision" integer NOT NULL DEFAULT 1`,
    );
    await runner.query(`ALTER TABLE "annotations"."moderation_log" ALTER COLUMN "revision" DROP DEFAULT`);
    // A flag waits unless a curator has shown or hidden the note since.
    await runner.query(
      `UPDATE "annotations"."moderation_log" f SET flag = CASE WHEN d.at IS NULL THEN 'OPEN' ELSE 'DECIDED' END, "closedAt" = d.at
       FROM "annotations"."moderation_log" one LEFT JOIN LATERAL (
         SELECT min(later.at) AS at FROM "annotations"."moderation_log" later
         WHERE later."annotationId" = one."annotationId" AND NOT later."byMember" AND later.moderation <> 'FLAGGED' AND later.id > one.id) d ON true
       WHERE f.id = one.id AND f."byMember"`,
    );
    await runner.query(
      `UPDATE "annotations"."moderation_log" l SET revision = a.revision
       FROM "annotations"."annotation" a WHERE a.id = l."annotationId"`,
    );
    await runner.query(`DROP INDEX "annotations"."IDX_3f791a0ff93152eb471603c90a"`);
    await runner.query(
      `CREATE UNIQUE INDEX "moderation_log_open" ON "annotations"."moderation_log" ("annotationId", "actorId") WHERE flag = 'OPEN'`,
    );
    await runner.query(
      `CREATE INDEX "annotation_flagged" ON "annotations"."annotation" ("id") WHERE moderation = 'FLAGGED'`,
    );
    // What its author once deleted keeps neither the passage it pointed at nor why it was hidden.
    await runner.query(
      `UPDATE "annotations"."annotation" SET "targetField" = NULL, "targetLanguage" = NULL, quote = NULL, position = NULL, "hiddenBecause" = NULL
       WHERE "deletedAt" IS NOT NULL`,
    );
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
