import type { MigrationInterface, QueryRunner } from "typeorm";

/** Whatever becomes of a person elsewhere in the hub, what this room holds of them goes in the same transaction. */
export class Erasure1795850100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE FUNCTION "annotations"."forget_person"() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE above uuid[]; BEGIN
        above := ARRAY(SELECT DISTINCT unnest("ancestorIds") FROM annotations.annotation
          WHERE "authorId" = NEW.id AND audience = 'ONLY_ME');
        DELETE FROM annotations.annotation WHERE "authorId" = NEW.id AND audience = 'ONLY_ME';
        DELETE FROM annotations.annotation a WHERE a.id = ANY(above) AND a."deletedAt" IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM annotations.annotation below WHERE below."ancestorIds" @> ARRAY[a.id]);
        RETURN NULL;
      END $$`,
    );
    await runner.query(
      `CREATE TRIGGER "annotations_forget_person" AFTER UPDATE OF erased ON "hub"."person"
       FOR EACH ROW WHEN (NEW.erased AND NOT OLD.erased) EXECUTE FUNCTION "annotations"."forget_person"()`,
    );
    await runner.query(
      `CREATE TRIGGER "annotations_refuse_erased" BEFORE INSERT ON "annotations"."annotation"
       FOR EACH ROW EXECUTE FUNCTION "hub"."refuse_erased"('authorId')`,
    );
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
