import type { MigrationInterface, QueryRunner } from "typeorm";

/** The columns of a document by which it is compared with saved searches, as they are. */
const COMPARED = [
  ..."id version kind words topicPath organisationIds placeIds countries languages years".split(" "),
  ..."state evidence population".split(" "),
];
const names = (of = "") => COMPARED.map((name) => `${of}"${name}"`).join(", ");

export class SavedSearches1795762000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "search"."saved_search" ("id" uuid NOT NULL, "memberId" uuid NOT NULL, "name" text NOT NULL, "query" text NOT NULL, "language" text, "revision" integer NOT NULL, "createdAt" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "updatedAt" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "visitedAt" TIMESTAMP WITH TIME ZONE NOT NULL, "asked" tsquery, "askedIn" text, "thesaurus" bigint NOT NULL, "known" bigint NOT NULL, "kinds" text array, "topicIds" uuid array, "countries" text array, "organisationIds" uuid array, "languages" text array, "states" text array, "evidence" text array, "yearFrom" integer, "yearTo" integer, "populationFrom" integer, "populationTo" integer, "adopted" boolean, "synthetic" boolean, "latitude" double precision, "longitude" double precision, "km" double precision, PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE TABLE "search"."alert" ("id" uuid NOT NULL, "savedSearchId" uuid NOT NULL, "memberId" uuid NOT NULL, "kind" text NOT NULL, "recordId" uuid NOT NULL, "since" jsonb NOT NULL, "readAt" TIMESTAMP WITH TIME ZONE, CONSTRAINT "UQ_66d304a680e8e14ec69e93da005" UNIQUE ("savedSearchId", "recordId"), PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_5ed92175abc71a12bdb948b489" ON "search"."saved_search" ("memberId", "id")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_222c7f51585fd70ceeae82326a" ON "search"."saved_search" ("thesaurus")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_a7d97dd271eb65f982b7eb82e3" ON "search"."alert" ("memberId", "id")`,
    );
    await runner.query(
      `CREATE TABLE "search"."former_document" ("id" uuid NOT NULL, "version" bigint NOT NULL, "until" bigint NOT NULL, "kind" text NOT NULL, "document" jsonb NOT NULL, "words" tsvector NOT NULL, "topicPath" uuid array NOT NULL, "organisationIds" uuid array NOT NULL, "placeIds" uuid array NOT NULL, "countries" text array NOT NULL, "languages" text array NOT NULL, "years" integer array NOT NULL, "state" text, "evidence" text, "population" integer, PRIMARY KEY ("id", "version"))`,
    );
    await runner.query(
      `CREATE TABLE "search"."matched" ("version" bigint NOT NULL, PRIMARY KEY ("version"))`,
    );
    await runner.query(
      `INSERT INTO "search"."matched" ("version") SELECT coalesce(max("version"), 0) FROM "search"."document"`,
    );
    await runner.query(
      `CREATE FUNCTION "search"."keep_former"() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN
         INSERT INTO "search"."former_document" (${names()}, "until", "document")
         VALUES (${names("OLD.")}, NEW."version", jsonb_build_object('adopted', OLD."document"->'adopted',
           'synthetic', OLD."document"->'synthetic', 'audience', OLD."document"->'audience'));
         RETURN NULL;
       END $$`,
    );
    await runner.query(
      `CREATE TRIGGER keep_former AFTER UPDATE OF "version" ON "search"."document" FOR EACH ROW
       WHEN (OLD."version" <> NEW."version" AND OLD."document" IS NOT NULL) EXECUTE FUNCTION "search"."keep_former"()`,
    );
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
