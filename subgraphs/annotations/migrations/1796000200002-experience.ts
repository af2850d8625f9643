import type { MigrationInterface, QueryRunner } from "typeorm";

/** Whose note says that an organisation did what a record tells of, other rooms may know. */
export class Experience1796000200002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE FUNCTION "annotations"."tell_experience"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP = 'DELETE' OR NEW.experience IS NULL THEN
          DELETE FROM hub.experience WHERE id = OLD.id;
        ELSE
          INSERT INTO hub.experience (id, "recordId", "authorId", "organisationId")
            VALUES (NEW.id, NEW."targetId", NEW."authorId", NEW."organisationId") ON CONFLICT (id) DO NOTHING;
        END IF;
        RETURN NULL;
      END $$`,
    );
    await runner.query(
      `CREATE TRIGGER "new_note_tells_experience" AFTER INSERT ON "annotations"."annotation"
       FOR EACH ROW WHEN (NEW.experience IS NOT NULL) EXECUTE FUNCTION "annotations"."tell_experience"()`,
    );
    await runner.query(
      `CREATE TRIGGER "changed_note_tells_experience" AFTER UPDATE OF experience ON "annotations"."annotation"
       FOR EACH ROW WHEN (NEW.experience IS DISTINCT FROM OLD.experience) EXECUTE FUNCTION "annotations"."tell_experience"()`,
    );
    await runner.query(
      `CREATE TRIGGER "gone_note_tells_experience" AFTER DELETE ON "annotations"."annotation"
       FOR EACH ROW WHEN (OLD.experience IS NOT NULL) EXECUTE FUNCTION "annotations"."tell_experience"()`,
    );
    await runner.query(
      `INSERT INTO hub.experience (id, "recordId", "authorId", "organisationId")
       SELECT id, "targetId", "authorId", "organisationId" FROM annotations.annotation WHERE experience IS NOT NULL`,
    );
    await runner.query(
      `CREATE FUNCTION "annotations"."forget_author"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        UPDATE hub.experience SET "authorId" = NULL WHERE "authorId" = NEW.id;
        RETURN NULL;
      END $$`,
    );
    await runner.query(
      `CREATE TRIGGER "annotations_forget_author" AFTER UPDATE OF erased ON "hub"."person"
       FOR EACH ROW WHEN (NEW.erased AND NOT OLD.erased) EXECUTE FUNCTION "annotations"."forget_author"()`,
    );
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
