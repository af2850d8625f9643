import type { MigrationInterface, QueryRunner } from "typeorm";

export class Annotations1795338173293 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE SCHEMA IF NOT EXISTS "annotations"`);
    await runner.query(
      `CREATE TABLE "annotations"."annotation" ("id" uuid NOT NULL, "targetKind" text NOT NULL, "targetId" uuid NOT NULL, "targetField" text, "targetLanguage" text, "targetRevision" integer NOT NULL, "quote" jsonb, "position" jsonb, "rootId" uuid NOT NULL, "replyToId" uuid, "ancestorIds" uuid array NOT NULL, "motivation" text NOT NULL, "body" text, "language" text, "links" text array NOT NULL, "tags" text array NOT NULL, "experience" text, "authorId" uuid, "organisationId" uuid, "audience" text NOT NULL, "groupIds" uuid array NOT NULL, "resolution" text, "moderation" text NOT NULL, "hiddenBecause" text, "revision" integer NOT NULL, "createdAt" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "updatedAt" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "deletedAt" TIMESTAMP(3) WITH TIME ZONE, CONSTRAINT "PK_ec39ebae82efb7cfc77302eb7b3" PRIMARY KEY ("id"))`,
    );
    // Every page looks answers up here: without a list of pending entries they are found fast right after many were written.
    await runner.query(
      `CREATE INDEX "IDX_4d29e26e8e08fb6b8e4927c2b1" ON "annotations"."annotation" USING gin ("ancestorIds") WITH (fastupdate = off)`,
    );
    await runner.query(
      `CREATE INDEX "IDX_9c1735a28be0e8ffb9a14acc7c" ON "annotations"."annotation" USING gin ("tags")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_62319e73f2766002f56bd554e3" ON "annotations"."annotation" ("authorId", "id")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_72dc94f1efeb9774620632deed" ON "annotations"."annotation" ("replyToId", "id")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_d62965eaf28da1f0cb5e1fa420" ON "annotations"."annotation" ("targetId", "id")`,
    );
    await runner.query(
      `CREATE TABLE "annotations"."moderation_log" ("id" uuid NOT NULL, "annotationId" uuid NOT NULL, "actorId" uuid, "byMember" boolean NOT NULL, "moderation" text NOT NULL, "reason" text NOT NULL, "at" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "PK_d0adca6ecfd068db83e4526cc26" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "IDX_3f791a0ff93152eb471603c90a" ON "annotations"."moderation_log" ("annotationId", "actorId") WHERE "byMember"`,
    );
    await runner.query(
      `CREATE INDEX "IDX_b5560b11ed55ddca245fe074e3" ON "annotations"."moderation_log" ("annotationId", "id")`,
    );
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
