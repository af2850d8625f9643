import type { MigrationInterface, QueryRunner } from "typeorm";

export class Projects1795338058618 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE SCHEMA IF NOT EXISTS "projects"`);
    await runner.query(
      `CREATE TABLE "projects"."project" ("id" uuid NOT NULL, "slug" text NOT NULL, "originalLanguage" text NOT NULL, "texts" jsonb NOT NULL, "sortTitle" text COLLATE "C" NOT NULL, "provenance" jsonb NOT NULL, "revision" integer NOT NULL, "createdAt" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "updatedAt" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "status" text NOT NULL, "visibility" text NOT NULL, "groupIds" uuid array NOT NULL, "ownerId" uuid, "topicIds" uuid array NOT NULL, "organisationIds" uuid array NOT NULL, "publishedAt" TIMESTAMP(3) WITH TIME ZONE, "acronym" text, "aliases" text array NOT NULL, "website" text, "projectKind" text, "programme" text, "funderIds" uuid array NOT NULL, "partners" jsonb NOT NULL, "partnerIds" uuid array NOT NULL, "start" text, "end" text, "budget" jsonb, "outputRows" jsonb NOT NULL, "territoryIds" uuid array NOT NULL, CONSTRAINT "PK_4d68b1358bb5b766d3e78f32f57" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "IDX_6fce32ddd71197807027be6ad3" ON "projects"."project" ("slug")`,
    );
    await runner.query(`CREATE INDEX "IDX_8558127ccbded39175d8446b6e" ON "projects"."project" ("sortTitle")`);
    await runner.query(`CREATE INDEX "IDX_c514f5e5ebee230f957a440980" ON "projects"."project" ("updatedAt")`);
    await runner.query(
      `CREATE INDEX "IDX_63249e875e165bab8eefb8721c" ON "projects"."project" USING gin ("groupIds")`,
    );
    await runner.query(`CREATE INDEX "IDX_9884b2ee80eb70b7db4f12e8ae" ON "projects"."project" ("ownerId")`);
    await runner.query(
      `CREATE INDEX "IDX_d4a072e2181aa359683978b7f4" ON "projects"."project" USING gin ("topicIds")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_f82682aae2b3b2469c40e575b5" ON "projects"."project" USING gin ("organisationIds")`,
    );
    await runner.query(`CREATE INDEX "IDX_432005090f6942baac22a8258c" ON "projects"."project" ("programme")`);
    await runner.query(
      `CREATE INDEX "IDX_952ed55b963d403aabde07c8c1" ON "projects"."project" USING gin ("partnerIds")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_0fe25b2c252456fe4a61c72622" ON "projects"."project" USING gin ("territoryIds")`,
    );
    // Texts of usual length stay uncompressed in their row: decompressing them costs more than reading them.
    await runner.query(`ALTER TABLE "projects"."project" SET (toast_tuple_target = 8160)`);
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
