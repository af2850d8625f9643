import type { MigrationInterface, QueryRunner } from "typeorm";

export class Mentions1796000100001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE "annotations"."annotation" ADD "mentionIds" uuid array NOT NULL DEFAULT '{}'`,
    );
    await runner.query(
      `CREATE INDEX "annotation_mentions" ON "annotations"."annotation" USING gin ("mentionIds")`,
    );
    await runner.query(`CREATE INDEX "annotation_thread" ON "annotations"."annotation" ("rootId", "id")`);
    // Notes of others mention nobody who is erased.
    await runner.query(
      `CREATE OR REPLACE FUNCTION "annotations"."forget_person"() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE above uuid[]; BEGIN
        above := ARRAY(SELECT DISTINCT unnest("ancestorIds") FROM annotations.annotation
          WHERE "authorId" = NEW.id AND audience = 'ONLY_ME');
        DELETE FROM annotations.annotation WHERE "authorId" = NEW.id AND audience = 'ONLY_ME';
        DELETE FROM annotations.annotation a WHERE a.id = ANY(above) AND a."deletedAt" IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM annotations.annotation below WHERE below."ancestorIds" @> ARRAY[a.id]);
        UPDATE annotations.annotation SET "mentionIds" = array_remove("mentionIds", NEW.id)
          WHERE "mentionIds" @> ARRAY[NEW.id];
        UPDATE hub.revision_value SET value = value - NEW.id::text WHERE field = 'mentionIds' AND value ? NEW.id::text;
        RETURN NULL;
      END $$`,
    );
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
