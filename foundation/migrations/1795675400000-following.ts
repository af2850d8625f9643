import type { MigrationInterface, QueryRunner } from "typeorm";

export class Following1795675400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "hub"."outbox" ADD "follows" boolean NOT NULL DEFAULT false`);
    await runner.query(`CREATE INDEX "outbox_order" ON "hub"."outbox" ("follows", "id")`);
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
