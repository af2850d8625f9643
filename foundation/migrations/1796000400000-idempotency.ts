import type { MigrationInterface, QueryRunner } from "typeorm";

export class Idempotency1796000400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "hub"."idempotency_key" ("viewer" uuid NOT NULL, "mutation" text NOT NULL, "key" text NOT NULL, "input" text NOT NULL, "record" text, "at" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "PK_1a358e335443c1b8ff380e2acc7" PRIMARY KEY ("viewer", "mutation", "key"))`,
    );
    await runner.query(`CREATE INDEX "IDX_e0490affa7cb703f75c772f01d" ON "hub"."idempotency_key" ("at")`);
    // The keys of whoever is erased go with them, and none comes after.
    await runner.query(
      `CREATE FUNCTION "hub"."forget_keys"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        DELETE FROM hub.idempotency_key WHERE viewer = NEW.id;
        RETURN NULL;
      END $$`,
    );
    await runner.query(
      `CREATE TRIGGER "hub_forget_keys" AFTER UPDATE OF erased ON "hub"."person"
       FOR EACH ROW WHEN (NEW.erased AND NOT OLD.erased) EXECUTE FUNCTION "hub"."forget_keys"()`,
    );
    await runner.query(
      `CREATE TRIGGER "hub_refuse_erased" BEFORE INSERT ON "hub"."idempotency_key"
       FOR EACH ROW EXECUTE FUNCTION "hub"."refuse_erased"('viewer')`,
    );
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
