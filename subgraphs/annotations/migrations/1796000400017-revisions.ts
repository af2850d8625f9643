import type { MigrationInterface, QueryRunner } from "typeorm";

export class Revisions1796000400017 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SELECT hub.keep_revisions_of('annotations.annotation')`);
    // What was deleted stands in no revision either.
    await runner.query(
      `CREATE TRIGGER "revision_none_of_deleted" AFTER UPDATE ON "annotations"."annotation"
       FOR EACH ROW WHEN (NEW."deletedAt" IS NOT NULL) EXECUTE FUNCTION hub.forget_revisions()`,
    );
    // Of whoever is erased stays what they said last to others.
    await runner.query(
      `CREATE FUNCTION "annotations"."forget_revisions_of_person"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        DELETE FROM hub.revision_value v USING annotations.annotation a WHERE a."authorId" = NEW.id AND v.record = a.id;
        DELETE FROM hub.revision v USING annotations.annotation a WHERE a."authorId" = NEW.id AND v.record = a.id;
        RETURN NULL;
      END $$`,
    );
    await runner.query(
      `CREATE TRIGGER "annotations_forget_revisions" AFTER UPDATE OF erased ON "hub"."person"
       FOR EACH ROW WHEN (NEW.erased AND NOT OLD.erased) EXECUTE FUNCTION "annotations"."forget_revisions_of_person"()`,
    );
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
