import type { MigrationInterface, QueryRunner } from "typeorm";

export class Origin1796000300001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "annotations"."annotation" ADD "canonical" text`);
    await runner.query(`ALTER TABLE "annotations"."annotation" ADD "via" text array NOT NULL DEFAULT '{}'`);
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
