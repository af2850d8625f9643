import type { MigrationInterface, QueryRunner } from "typeorm";

/** Whatever becomes of a person elsewhere in the hub, what this room holds of them goes in the same transaction. */
export class Erasure1795850100001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE FUNCTION "groups"."forget_person"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        DELETE FROM "groups".membership WHERE "memberId" = NEW.id;
        RETURN NULL;
      END $$`,
    );
    await runner.query(
      `CREATE TRIGGER "groups_forget_person" AFTER UPDATE OF erased ON "hub"."person"
       FOR EACH ROW WHEN (NEW.erased AND NOT OLD.erased) EXECUTE FUNCTION "groups"."forget_person"()`,
    );
    await runner.query(
      `CREATE TRIGGER "groups_refuse_erased" BEFORE INSERT ON "groups"."membership"
       FOR EACH ROW EXECUTE FUNCTION "hub"."refuse_erased"('memberId')`,
    );
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
