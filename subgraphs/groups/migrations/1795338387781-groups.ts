import type { MigrationInterface, QueryRunner } from "typeorm";

export class Groups1795338387781 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE SCHEMA IF NOT EXISTS "groups"`);
    await runner.query(
      `CREATE TABLE "groups"."working_group" ("id" uuid NOT NULL, "slug" text NOT NULL, "originalLanguage" text NOT NULL, "texts" jsonb NOT NULL, "sortTitle" text COLLATE "C" NOT NULL, "provenance" jsonb NOT NULL, "revision" integer NOT NULL, "createdAt" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "updatedAt" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "status" text NOT NULL, "visibility" text NOT NULL, "groupIds" uuid array NOT NULL, "ownerId" uuid, "topicIds" uuid array NOT NULL, "organisationIds" uuid array NOT NULL, "publishedAt" TIMESTAMP(3) WITH TIME ZONE, "aliases" text array NOT NULL, "hostId" uuid, "joinPolicy" text NOT NULL, "start" text, "platformId" uuid, "projectIds" uuid array NOT NULL, CONSTRAINT "PK_9cbcc6e96966bec27f605e3c9f4" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "IDX_b4f7b5a338779a4cefff220da5" ON "groups"."working_group" ("slug")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_fe25ac1a7ebba137ce21d2ed6d" ON "groups"."working_group" ("sortTitle")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_c98deba45d704f7234b9b12728" ON "groups"."working_group" ("updatedAt")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_be1895601e09968ff0f6301a40" ON "groups"."working_group" USING gin ("groupIds")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_b500dbe60a11d21195662e9bc2" ON "groups"."working_group" ("ownerId")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_8f8d5042cadd257649f89176d6" ON "groups"."working_group" USING gin ("topicIds")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_7074a2710c3b81d088d62a31c7" ON "groups"."working_group" USING gin ("organisationIds")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_4680373e305cac8689c7b58303" ON "groups"."working_group" ("hostId")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_8ffd99f01c7b8590596f55031f" ON "groups"."working_group" USING gin ("projectIds")`,
    );
    await runner.query(
      `CREATE TABLE "groups"."membership" ("id" uuid NOT NULL, "groupId" uuid NOT NULL, "memberId" uuid NOT NULL, "role" text NOT NULL, "state" text NOT NULL, "since" text, "revision" integer NOT NULL, "createdAt" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "updatedAt" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "UQ_6362d875d51b367a28e0b029e38" UNIQUE ("groupId", "memberId"), CONSTRAINT "PK_83c1afebef3059472e7c37e8de8" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "IDX_3b4b41597707b13086e7172742" ON "groups"."membership" ("memberId")`);
    // Texts of usual length stay uncompressed in their row: decompressing them costs more than reading them.
    await runner.query(`ALTER TABLE "groups"."working_group" SET (toast_tuple_target = 8160)`);
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
