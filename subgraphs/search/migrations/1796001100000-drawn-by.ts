import type { MigrationInterface, QueryRunner } from "typeorm";

export class DrawnBy1796001100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "search"."drawn_by" ("code" text NOT NULL, CONSTRAINT "PK_05f6220e49a2dac125b5c1e9631" PRIMARY KEY ("code"))`,
    );
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
