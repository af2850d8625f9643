import type { MigrationInterface, QueryRunner } from "typeorm";

export class Exchange1796000200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "hub"."place" ("id" uuid NOT NULL, "country" text, "population" integer, "territoryId" uuid, CONSTRAINT "PK_96ab91d43aa89c5de1b59ee7cca" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE TABLE "hub"."experience" ("id" uuid NOT NULL, "recordId" uuid NOT NULL, "authorId" uuid, "organisationId" uuid, "adoptionId" uuid, CONSTRAINT "PK_5e8d5a534100e1b17ee2efa429a" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "IDX_7f37b2e62d7fbe7dcea419a08e" ON "hub"."experience" ("adoptionId") WHERE "adoptionId" IS NOT NULL`,
    );
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
