import type { MigrationInterface, QueryRunner } from "typeorm";

export class Resources1795338349088 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE SCHEMA IF NOT EXISTS "resources"`);
    await runner.query(
      `CREATE TABLE "resources"."collection" ("id" uuid NOT NULL, "slug" text NOT NULL, "originalLanguage" text NOT NULL, "texts" jsonb NOT NULL, "sortTitle" text COLLATE "C" NOT NULL, "provenance" jsonb NOT NULL, "revision" integer NOT NULL, "createdAt" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "updatedAt" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "status" text NOT NULL, "visibility" text NOT NULL, "groupIds" uuid array NOT NULL, "ownerId" uuid, "topicIds" uuid array NOT NULL, "organisationIds" uuid array NOT NULL, "publishedAt" TIMESTAMP(3) WITH TIME ZONE, "itemRows" jsonb NOT NULL, "itemIds" uuid array NOT NULL, CONSTRAINT "PK_ad3f485bbc99d875491f44d7c85" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "IDX_75a6fd6eedd7fa7378de400b0a" ON "resources"."collection" ("slug")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_bb2a9f8072ed6ae67dbbcbbbb1" ON "resources"."collection" ("sortTitle")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_9a5d36dc1697ae6a8fb927a0a1" ON "resources"."collection" ("updatedAt")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_b187f02fc2368cdb64020c11c3" ON "resources"."collection" USING gin ("groupIds")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_71af9149c567d79c9532f7e47d" ON "resources"."collection" ("ownerId")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_0f6fda969ae6acef70aa21a7b7" ON "resources"."collection" USING gin ("topicIds")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_47ac1ede06eed55c11bf338571" ON "resources"."collection" USING gin ("organisationIds")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_718bf95bac3d7b16784aaea0b2" ON "resources"."collection" USING gin ("itemIds")`,
    );
    await runner.query(
      `CREATE TABLE "resources"."resource" ("id" uuid NOT NULL, "slug" text NOT NULL, "originalLanguage" text NOT NULL, "texts" jsonb NOT NULL, "sortTitle" text COLLATE "C" NOT NULL, "provenance" jsonb NOT NULL, "revision" integer NOT NULL, "createdAt" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "updatedAt" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "status" text NOT NULL, "visibility" text NOT NULL, "groupIds" uuid array NOT NULL, "ownerId" uuid, "topicIds" uuid array NOT NULL, "organisationIds" uuid array NOT NULL, "publishedAt" TIMESTAMP(3) WITH TIME ZONE, "resourceKind" text NOT NULL, "insightKind" text, "authors" text array NOT NULL, "editors" text array NOT NULL, "publisherIds" uuid array NOT NULL, "publisherName" text, "date" text COLLATE "C", "contentLanguages" text array NOT NULL, "url" text, "file" jsonb, "licence" text, "access" text NOT NULL, "projectIds" uuid array NOT NULL, "workshopIds" uuid array NOT NULL, "practiceIds" uuid array NOT NULL, "workingGroupIds" uuid array NOT NULL, CONSTRAINT "PK_e2894a5867e06ae2e8889f1173f" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "IDX_82453de75cd894e19c42844e70" ON "resources"."resource" ("slug")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_8187938d7fde71c3ce85039a79" ON "resources"."resource" ("sortTitle")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_d8642a565fbae03e6367790168" ON "resources"."resource" ("updatedAt")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_db365507534c89ccacdcf18233" ON "resources"."resource" USING gin ("groupIds")`,
    );
    await runner.query(`CREATE INDEX "IDX_899e97a27a274792aab69aed8f" ON "resources"."resource" ("ownerId")`);
    await runner.query(
      `CREATE INDEX "IDX_57e592162159eb30afd754f081" ON "resources"."resource" USING gin ("topicIds")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_9d78bf59c2468214bd089133ff" ON "resources"."resource" USING gin ("organisationIds")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_4005128c1c79a7a827b46385e9" ON "resources"."resource" ("resourceKind")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_af24a8deb84851dfa9e5319c10" ON "resources"."resource" USING gin ("publisherIds")`,
    );
    await runner.query(`CREATE INDEX "IDX_d06396e22efa5d807ed070e4cb" ON "resources"."resource" ("date")`);
    await runner.query(
      `CREATE INDEX "IDX_6b18ea68b319906bb808a84ebe" ON "resources"."resource" USING gin ("projectIds")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_b4d8c7e97d70722d439e1d5dc4" ON "resources"."resource" USING gin ("workshopIds")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_6f04bbcf615d45b9bbf61147a9" ON "resources"."resource" USING gin ("practiceIds")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_0869336bec0e32926bcf617911" ON "resources"."resource" USING gin ("workingGroupIds")`,
    );
    // Texts of usual length stay uncompressed in their row: decompressing them costs more than reading them.
    await runner.query(`ALTER TABLE "resources"."resource" SET (toast_tuple_target = 8160)`);
    await runner.query(`ALTER TABLE "resources"."collection" SET (toast_tuple_target = 8160)`);
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
