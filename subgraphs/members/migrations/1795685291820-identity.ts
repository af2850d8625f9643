import type { MigrationInterface, QueryRunner } from "typeorm";

export class Identity1795685291820 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE SCHEMA IF NOT EXISTS "members"`);
    await runner.query(
      `CREATE TABLE "members"."audit_entry" ("id" uuid NOT NULL, "at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "action" text NOT NULL, "actorKind" text NOT NULL, "actorId" uuid, "memberId" uuid NOT NULL, "organisationId" uuid, "role" text, "requestId" text, "clientAddress" text, CONSTRAINT "PK_58a130a4b9da189f46ba2a01801" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "IDX_9d18bd4a32fc0cd8ff82b12037" ON "members"."audit_entry" ("at")`);
    await runner.query(
      `CREATE INDEX "IDX_16e974357664a336146e08efb4" ON "members"."audit_entry" ("actorId")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_7a5fef179434c58af06131b412" ON "members"."audit_entry" ("memberId")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_bffb43323f5a9ff22e01e485d9" ON "members"."audit_entry" ("organisationId")`,
    );
    await runner.query(
      `CREATE TABLE "members"."identity" ("issuer" text NOT NULL, "subject" text NOT NULL, "memberId" uuid NOT NULL, "createdAt" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "UQ_72a6977fc9d625d617a61b2a1db" UNIQUE ("memberId"), CONSTRAINT "PK_3ed292ae6d8604024a7ab431e6a" PRIMARY KEY ("issuer", "subject"))`,
    );
    await runner.query(`ALTER TABLE "members"."member" ALTER COLUMN "email" DROP NOT NULL`);
    await runner.query(
      `CREATE FUNCTION "members"."audit_entry_stays"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'The audit log is only added to.'; END $$`,
    );
    await runner.query(
      `CREATE TRIGGER "audit_entry_stays" BEFORE UPDATE OR DELETE OR TRUNCATE ON "members"."audit_entry" FOR EACH STATEMENT EXECUTE FUNCTION "members"."audit_entry_stays"()`,
    );
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
