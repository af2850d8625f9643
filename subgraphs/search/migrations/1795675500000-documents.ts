import type { MigrationInterface, QueryRunner } from "typeorm";

export class Documents1795675500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE SCHEMA IF NOT EXISTS "search"`);
    await runner.query(`CREATE EXTENSION IF NOT EXISTS pg_trgm`);
    await runner.query(`CREATE SEQUENCE "search"."version"`);
    await runner.query(
      `CREATE TABLE "search"."document" ("id" uuid NOT NULL, "kind" text NOT NULL, "version" bigint NOT NULL, "changedAt" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "pending" boolean NOT NULL, "document" jsonb, "revision" integer NOT NULL, "texts" jsonb NOT NULL, "names" jsonb NOT NULL, "originalLanguage" text NOT NULL, "called" text NOT NULL, "words" tsvector NOT NULL, "topicPath" uuid array NOT NULL, "organisationIds" uuid array NOT NULL, "territoryIds" uuid array NOT NULL, "placeIds" uuid array NOT NULL, "countries" text array NOT NULL, "languages" text array NOT NULL, "years" integer array NOT NULL, "state" text, "evidence" text, "population" integer, "adoptions" integer NOT NULL, "recency" bigint NOT NULL, "strength" integer NOT NULL, "latitude" double precision, "longitude" double precision, CONSTRAINT "PK_e57d3357f83f3cdc0acffc3d777" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE TABLE "search"."word" ("word" text COLLATE "C" NOT NULL, "audience" text NOT NULL, "written" text, CONSTRAINT "PK_d015c5160139edecf5de64418de" PRIMARY KEY ("word", "audience"))`,
    );
    await runner.query(`CREATE INDEX "IDX_f82bf44823aef8ef27bd416083" ON "search"."document" ("version")`);
    await runner.query(
      `CREATE INDEX "IDX_64d87e4e21e14f77357f8d6d33" ON "search"."document" ("kind", "version")`,
    );
    // What is not yet worked into these indexes must be read by every search: it is kept short, and worked in when all is quiet.
    await runner.query(
      `CREATE INDEX document_words ON "search"."document" USING gin ("words") WITH (gin_pending_list_limit = 1024)`,
    );
    await runner.query(
      `CREATE INDEX document_called ON "search"."document" USING gin ("called" gin_trgm_ops) WITH (gin_pending_list_limit = 1024)`,
    );
    await runner.query(
      `CREATE INDEX "IDX_274b3347461482dea5e61ea13d" ON "search"."document" USING gin ("topicPath") WITH (fastupdate = off)`,
    );
    await runner.query(
      `CREATE INDEX "IDX_585bd9325c496d08384ebe54de" ON "search"."document" USING gin ("organisationIds") WITH (fastupdate = off)`,
    );
    await runner.query(
      `CREATE INDEX "IDX_fabc79d5fb3f958097b10a9d63" ON "search"."document" USING gin ("territoryIds") WITH (fastupdate = off)`,
    );
    await runner.query(
      `CREATE INDEX "IDX_35801910d60f94f57bab2cabc9" ON "search"."document" USING gin ("placeIds") WITH (fastupdate = off)`,
    );
    await runner.query(`CREATE INDEX document_pending ON "search"."document" ("version") WHERE "pending"`);
    await runner.query(
      `CREATE INDEX word_like ON "search"."word" USING gin ("word" gin_trgm_ops) WITH (gin_pending_list_limit = 1024)`,
    );
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
