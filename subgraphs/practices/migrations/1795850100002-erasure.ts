import type { MigrationInterface, QueryRunner } from "typeorm";

/** Whatever becomes of a person elsewhere in the hub, what this room holds of them goes in the same transaction. */
export class Erasure1795850100002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE FUNCTION "practices"."forget_person"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        UPDATE practices.practice SET "contactId" = NULL WHERE "contactId" = NEW.id;
        UPDATE practices.adoption SET "contactId" = NULL WHERE "contactId" = NEW.id;
        RETURN NULL;
      END $$`,
    );
    await runner.query(
      `CREATE TRIGGER "practices_forget_person" AFTER UPDATE OF erased ON "hub"."person"
       FOR EACH ROW WHEN (NEW.erased AND NOT OLD.erased) EXECUTE FUNCTION "practices"."forget_person"()`,
    );
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
