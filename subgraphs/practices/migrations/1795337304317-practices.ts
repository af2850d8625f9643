import type { MigrationInterface, QueryRunner } from "typeorm";

export class Practices1795337304317 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE SCHEMA IF NOT EXISTS "practices"`);
    await runner.query(
      `CREATE TABLE "practices"."adoption" ("id" uuid NOT NULL, "practiceId" uuid NOT NULL, "organisationId" uuid NOT NULL, "state" text NOT NULL, "since" text, "until" text, "language" text NOT NULL, "changed" text, "outcome" text, "contactId" uuid, "visibility" text NOT NULL, "revision" integer NOT NULL, "createdAt" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "updatedAt" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "UQ_52aeb1a96441a02b6b9258b2ac8" UNIQUE ("practiceId", "organisationId"), CONSTRAINT "PK_bf86d90324541b197d4ac5362a5" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_1b26c2aa6e08275cb6e711f7e4" ON "practices"."adoption" ("organisationId")`,
    );
    await runner.query(
      `CREATE TABLE "practices"."practice" ("id" uuid NOT NULL, "slug" text NOT NULL, "originalLanguage" text NOT NULL, "texts" jsonb NOT NULL, "sortTitle" text COLLATE "C" NOT NULL, "provenance" jsonb NOT NULL, "revision" integer NOT NULL, "createdAt" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "updatedAt" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "status" text NOT NULL, "visibility" text NOT NULL, "groupIds" uuid array NOT NULL, "ownerId" uuid, "topicIds" uuid array NOT NULL, "organisationIds" uuid array NOT NULL, "publishedAt" TIMESTAMP(3) WITH TIME ZONE, "territoryIds" uuid array NOT NULL, "projectIds" uuid array NOT NULL, "partners" jsonb NOT NULL, "contactId" uuid, "start" text, "end" text, "state" text, "stateCheckedOn" text, "budget" jsonb, "outcomeRows" jsonb NOT NULL, "transferability" jsonb, "tools" text array NOT NULL, CONSTRAINT "PK_4d094a10eae690da34cc5b8ea32" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "IDX_89c09decfcbc66625074caa639" ON "practices"."practice" ("slug")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_267cf29663c0b2bc36abd29ec6" ON "practices"."practice" ("sortTitle")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_7845447f47d527413d58f4784b" ON "practices"."practice" ("updatedAt")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_54d3cf3105a3b9d13b4c1d2d1e" ON "practices"."practice" USING gin ("groupIds")`,
    );
    await runner.query(`CREATE INDEX "IDX_8192492bdb48da9b7cb20de4f6" ON "practices"."practice" ("ownerId")`);
    await runner.query(
      `CREATE INDEX "IDX_6bb8d7eb414e6b9d51bc0023fe" ON "practices"."practice" USING gin ("topicIds")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_cf300b933a1b032b051cb70064" ON "practices"."practice" USING gin ("organisationIds")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_18bdf89f789a8d9ac04e0b9dc2" ON "practices"."practice" USING gin ("territoryIds")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_0ddb7b30a682ec548c6bc43d37" ON "practices"."practice" USING gin ("projectIds")`,
    );
    await runner.query(`CREATE INDEX "IDX_6619dcfd6de11a50cd89fb4eb7" ON "practices"."practice" ("state")`);
    // Texts of usual length stay uncompressed in their row: decompressing them costs more than reading them.
    await runner.query(`ALTER TABLE "practices"."practice" SET (toast_tuple_target = 8160)`);
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
