import type { MigrationInterface, QueryRunner } from "typeorm";

export class Topics1795338189101 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE SCHEMA IF NOT EXISTS "topics"`);
    await runner.query(
      `CREATE TABLE "topics"."topic" ("id" uuid NOT NULL, "slug" text NOT NULL, "originalLanguage" text NOT NULL, "texts" jsonb NOT NULL, "sortTitle" text COLLATE "C" NOT NULL, "provenance" jsonb NOT NULL, "revision" integer NOT NULL, "createdAt" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "updatedAt" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "broaderId" uuid, "path" uuid array NOT NULL, "closeMatch" text array NOT NULL, CONSTRAINT "PK_33aa4ecb4e4f20aa0157ea7ef61" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE UNIQUE INDEX "IDX_b4f72509919eef20d3f54eedc3" ON "topics"."topic" ("slug")`);
    await runner.query(`CREATE INDEX "IDX_1d69683268bf94f2e63ffcf525" ON "topics"."topic" ("sortTitle")`);
    await runner.query(`CREATE INDEX "IDX_d9ede173f1792aac9ea5098686" ON "topics"."topic" ("updatedAt")`);
    await runner.query(`CREATE INDEX "IDX_b332242746d748f26645fcb202" ON "topics"."topic" ("broaderId")`);
    await runner.query(
      `CREATE INDEX "IDX_59f25d44c6821bb72123c8002a" ON "topics"."topic" USING gin ("path")`,
    );
    // Texts of usual length stay uncompressed in their row: decompressing them costs more than reading them.
    await runner.query(`ALTER TABLE "topics"."topic" SET (toast_tuple_target = 8160)`);
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
