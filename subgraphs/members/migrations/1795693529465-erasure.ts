import type { MigrationInterface, QueryRunner } from "typeorm";

export class Erasure1795693529465 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE SCHEMA IF NOT EXISTS "members"`);
    await runner.query(
      `CREATE TABLE "members"."erased_identity" ("hash" text NOT NULL, "until" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "PK_0455ce2e24ef749cc38b3e26c97" PRIMARY KEY ("hash"))`,
    );
    await runner.query(`ALTER TABLE "members"."member" ADD "erasedAt" TIMESTAMP(3) WITH TIME ZONE`);
    // Nothing in the audit log changes but that the address of somebody who was erased goes.
    await runner.query(`DROP TRIGGER "audit_entry_stays" ON "members"."audit_entry"`);
    await runner.query(
      `CREATE TRIGGER "audit_entry_stays" BEFORE DELETE OR TRUNCATE ON "members"."audit_entry" FOR EACH STATEMENT EXECUTE FUNCTION "members"."audit_entry_stays"()`,
    );
    await runner.query(
      `CREATE TRIGGER "audit_entry_stays_as_it_is" BEFORE UPDATE ON "members"."audit_entry" FOR EACH ROW
       WHEN (NEW."clientAddress" IS NOT NULL OR to_jsonb(NEW) - 'clientAddress' <> to_jsonb(OLD) - 'clientAddress')
       EXECUTE FUNCTION "members"."audit_entry_stays"()`,
    );
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
