import type { MigrationInterface, QueryRunner } from "typeorm";

export class Swaps1795848100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "search"."swap" ("began" bigint NOT NULL, CONSTRAINT "PK_d2f3893a4b6634f9d6cc39f9556" PRIMARY KEY ("began"))`,
    );
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
