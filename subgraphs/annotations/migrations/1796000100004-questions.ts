import type { MigrationInterface, QueryRunner } from "typeorm";

export class Questions1796000100004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "annotations"."annotation" ADD "askerId" uuid, ADD "addresseeId" uuid,
      ADD "mayPublish" boolean NOT NULL DEFAULT false, ADD "mayName" boolean NOT NULL DEFAULT false, ADD "publishedFromId" uuid`);
    await runner.query(
      `CREATE INDEX "annotation_addressee" ON "annotations"."annotation" ("addresseeId", "id") WHERE "addresseeId" IS NOT NULL`,
    );
    await runner.query(
      `CREATE INDEX "annotation_questions" ON "annotations"."annotation" ("resolution", "id") WHERE motivation = 'QUESTIONING'`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "annotation_published" ON "annotations"."annotation" ("publishedFromId") WHERE "publishedFromId" IS NOT NULL`,
    );
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
