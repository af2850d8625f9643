import type { MigrationInterface, QueryRunner } from "typeorm";

export class Workshops1795338070384 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE SCHEMA IF NOT EXISTS "workshops"`);
    await runner.query(
      `CREATE TABLE "workshops"."workshop" ("id" uuid NOT NULL, "slug" text NOT NULL, "originalLanguage" text NOT NULL, "texts" jsonb NOT NULL, "sortTitle" text COLLATE "C" NOT NULL, "provenance" jsonb NOT NULL, "revision" integer NOT NULL, "createdAt" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "updatedAt" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "status" text NOT NULL, "visibility" text NOT NULL, "groupIds" uuid array NOT NULL, "ownerId" uuid, "topicIds" uuid array NOT NULL, "organisationIds" uuid array NOT NULL, "publishedAt" TIMESTAMP(3) WITH TIME ZONE, "workshopKind" text NOT NULL, "start" text COLLATE "C", "end" text COLLATE "C", "startsAt" TIMESTAMP(3) WITH TIME ZONE, "territoryId" uuid, "venue" text, "online" boolean NOT NULL, "url" text, "workingLanguages" text array NOT NULL, "hostId" uuid, "seriesId" uuid, "speakerRows" jsonb NOT NULL, "speakerOrganisationIds" uuid array NOT NULL, "attendance" jsonb NOT NULL, "practiceIds" uuid array NOT NULL, "projectIds" uuid array NOT NULL, "workingGroupIds" uuid array NOT NULL, "openToAll" boolean, CONSTRAINT "PK_e755b83ccf7c711f998012e1c92" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "IDX_06e5e3257d9df8324199041e1d" ON "workshops"."workshop" ("slug")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_f6b41366c383dfb6daecde9f94" ON "workshops"."workshop" ("sortTitle")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_b2d9cf1e979b6eca3855f7a608" ON "workshops"."workshop" ("updatedAt")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_18cafb4770e35e2fa2085b78bd" ON "workshops"."workshop" USING gin ("groupIds")`,
    );
    await runner.query(`CREATE INDEX "IDX_99b32e556a015e147abd5b2c97" ON "workshops"."workshop" ("ownerId")`);
    await runner.query(
      `CREATE INDEX "IDX_1bd3370d21f25f48f3cf24d5b8" ON "workshops"."workshop" USING gin ("topicIds")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_6cd6782cb776bfb7c2ce51b09c" ON "workshops"."workshop" USING gin ("organisationIds")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_53f9dcc5d50fc980b206c1b889" ON "workshops"."workshop" ("workshopKind")`,
    );
    await runner.query(`CREATE INDEX "IDX_dad63157c06ed8dba4a4bb83d4" ON "workshops"."workshop" ("start")`);
    await runner.query(
      `CREATE INDEX "IDX_a9bd058a9ef475923a16cfd353" ON "workshops"."workshop" ("territoryId")`,
    );
    await runner.query(`CREATE INDEX "IDX_dc292047424a16d8e73c16fbd0" ON "workshops"."workshop" ("hostId")`);
    await runner.query(
      `CREATE INDEX "IDX_2bc76520e7425f1dce5380ee35" ON "workshops"."workshop" ("seriesId")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_b6076e994a57fc6de6ee2723e7" ON "workshops"."workshop" USING gin ("speakerOrganisationIds")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_c6383a810b3838b84d09f258db" ON "workshops"."workshop" USING gin ("practiceIds")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_9bb637c12eb97b4cf49c4afa83" ON "workshops"."workshop" USING gin ("projectIds")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_3324b28421cc69e8675619c004" ON "workshops"."workshop" USING gin ("workingGroupIds")`,
    );
    await runner.query(
      `CREATE TABLE "workshops"."series" ("id" uuid NOT NULL, "slug" text NOT NULL, "originalLanguage" text NOT NULL, "texts" jsonb NOT NULL, "sortTitle" text COLLATE "C" NOT NULL, "provenance" jsonb NOT NULL, "revision" integer NOT NULL, "createdAt" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "updatedAt" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "status" text NOT NULL, "visibility" text NOT NULL, "groupIds" uuid array NOT NULL, "ownerId" uuid, "topicIds" uuid array NOT NULL, "organisationIds" uuid array NOT NULL, "publishedAt" TIMESTAMP(3) WITH TIME ZONE, "hostId" uuid, "workingGroupIds" uuid array NOT NULL, "attendance" jsonb NOT NULL, CONSTRAINT "PK_e725676647382eb54540d7128ba" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "IDX_aabf879e0e06d1b37922d5c966" ON "workshops"."series" ("slug")`,
    );
    await runner.query(`CREATE INDEX "IDX_d6fab803a6b3d1132c281740d2" ON "workshops"."series" ("sortTitle")`);
    await runner.query(`CREATE INDEX "IDX_55f17f067681f6e773e53c3b3f" ON "workshops"."series" ("updatedAt")`);
    await runner.query(
      `CREATE INDEX "IDX_071341e9d9cf57a79c20a1dfa9" ON "workshops"."series" USING gin ("groupIds")`,
    );
    await runner.query(`CREATE INDEX "IDX_6896f35cb7e13b1e9f0e0f5b22" ON "workshops"."series" ("ownerId")`);
    await runner.query(
      `CREATE INDEX "IDX_81554d0213094d2ca5f82682ce" ON "workshops"."series" USING gin ("topicIds")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_7305e5a45161899e6afd8d0cd0" ON "workshops"."series" USING gin ("organisationIds")`,
    );
    await runner.query(`CREATE INDEX "IDX_890ff942fc28e8365e8820cc14" ON "workshops"."series" ("hostId")`);
    await runner.query(
      `CREATE INDEX "IDX_7c5f04fa1b66c4209dae8fe9fc" ON "workshops"."series" USING gin ("workingGroupIds")`,
    );
    // Texts of usual length stay uncompressed in their row: decompressing them costs more than reading them.
    await runner.query(`ALTER TABLE "workshops"."workshop" SET (toast_tuple_target = 8160)`);
    await runner.query(`ALTER TABLE "workshops"."series" SET (toast_tuple_target = 8160)`);
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
