import type { MigrationInterface, QueryRunner } from "typeorm";

export class Newcomers1796000100003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "annotations"."newcomer" ("memberId" uuid NOT NULL, "writtenAt" TIMESTAMP WITH TIME ZONE array NOT NULL, CONSTRAINT "PK_4323fc825f69de3d9066aeaebb2" PRIMARY KEY ("memberId"))`,
    );
    await runner.query(
      `CREATE FUNCTION "annotations"."forget_newcomer"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        DELETE FROM annotations.newcomer WHERE "memberId" = NEW.id;
        RETURN NULL;
      END $$`,
    );
    await runner.query(
      `CREATE TRIGGER "annotations_forget_newcomer" AFTER UPDATE OF erased ON "hub"."person"
       FOR EACH ROW WHEN (NEW.erased AND NOT OLD.erased) EXECUTE FUNCTION "annotations"."forget_newcomer"()`,
    );
    await runner.query(
      `CREATE TRIGGER "annotations_refuse_erased_newcomer" BEFORE INSERT ON "annotations"."newcomer"
       FOR EACH ROW EXECUTE FUNCTION "hub"."refuse_erased"('memberId')`,
    );
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
