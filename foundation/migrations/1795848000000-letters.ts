import type { MigrationInterface, QueryRunner } from "typeorm";

export class Letters1795848000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "hub"."dead_letter" ADD "step" text NOT NULL DEFAULT 'DRAW'`);
    await runner.query(`ALTER TABLE "hub"."dead_letter" ALTER COLUMN "step" DROP DEFAULT`);
    await runner.query(
      `ALTER TABLE "hub"."dead_letter" ADD "triedAt" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now()`,
    );
    await runner.query(`ALTER TABLE "hub"."dead_letter" DROP CONSTRAINT "PK_f3191e525ece0b6d6484705c2ff"`);
    await runner.query(
      `ALTER TABLE "hub"."dead_letter" ADD CONSTRAINT "PK_a29c982915f5a72507c873e78a5" PRIMARY KEY ("recordId", "step")`,
    );
    // Which step refused a record was not known before: both are tried again.
    const [{ there }] = await runner.query(`SELECT to_regclass('search.document') IS NOT NULL AS there`);
    if (there)
      await runner.query(
        `UPDATE "search"."document" SET pending = true WHERE id IN (SELECT "recordId" FROM "hub"."dead_letter")`,
      );
    await runner.query(
      `INSERT INTO "hub"."outbox" (kind, "recordId", xid, follows)
       SELECT kind, "recordId", pg_current_xact_id()::text::bigint, true FROM "hub"."dead_letter"`,
    );
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
