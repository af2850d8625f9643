import type { MigrationInterface, QueryRunner } from "typeorm";

export class Hub1795337303524 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE SCHEMA IF NOT EXISTS "hub"`);
    await runner.query(
      `CREATE TABLE "hub"."record" ("id" uuid NOT NULL, "kind" text NOT NULL, "slug" text NOT NULL, "sourceId" text, "status" text NOT NULL, "visibility" text NOT NULL, "groupIds" uuid array NOT NULL, "ownerId" uuid, "path" uuid array NOT NULL, "revision" integer NOT NULL, CONSTRAINT "PK_5cb1f4d1aff275cf9001f4343b9" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "IDX_30d418a05a48e5d5fcc5bd63d0" ON "hub"."record" ("kind")`);
    await runner.query(
      `CREATE UNIQUE INDEX "IDX_775c3e6d7e84ad9abcc0777c06" ON "hub"."record" ("sourceId") WHERE "sourceId" IS NOT NULL`,
    );
    await runner.query(`CREATE INDEX "IDX_a69e46ddc9e279aa56131ef2b3" ON "hub"."record" USING gin ("path")`);
    await runner.query(
      `CREATE TABLE "hub"."outbox" ("id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL, "kind" text NOT NULL, "recordId" uuid NOT NULL, "xid" bigint NOT NULL, "at" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "PK_340ab539f309f03bdaa14aa7649" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE TABLE "hub"."dead_letter" ("recordId" uuid NOT NULL, "kind" text NOT NULL, "reason" text NOT NULL, "at" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "PK_f3191e525ece0b6d6484705c2ff" PRIMARY KEY ("recordId"))`,
    );
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
