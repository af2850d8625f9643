import type { MigrationInterface, QueryRunner } from "typeorm";

export class Trails1796000200003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "practices"."adoption" ADD "resultingPracticeId" uuid`);
    await runner.query(
      `CREATE INDEX "IDX_a3517a8c0030146703f943606e" ON "practices"."adoption" ("resultingPracticeId")`,
    );
    await runner.query(
      `CREATE TABLE "practices"."adoption_event" ("id" uuid NOT NULL, "adoptionId" uuid NOT NULL, "practiceId" uuid NOT NULL, "organisationId" uuid NOT NULL, "kinds" text array NOT NULL, "on" text COLLATE "C" NOT NULL, "state" text NOT NULL, "language" text NOT NULL, "changed" text, "outcome" text, "resultingPracticeId" uuid, "memberId" uuid, "recordedAt" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "PK_c8035e3262efdd44368ab7a9ee2" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_36f8eae4e5019110f808203367" ON "practices"."adoption_event" ("practiceId", "on", "id")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_2a5332a75a2467888dfdceba18" ON "practices"."adoption_event" ("adoptionId", "on", "id")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_9ac362b37aac2a907c8eb3755b" ON "practices"."adoption_event" ("organisationId", "on", "id")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_b388f0a0c77b7bcc02f875a27e" ON "practices"."adoption_event" ("on", "id")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_e5890e520cd6eff387e447e57c" ON "practices"."adoption_event" ("memberId")`,
    );
    await runner.query(
      `INSERT INTO "practices"."adoption_event" ("id", "adoptionId", "practiceId", "organisationId", "kinds", "on", "state", "language", "changed", "outcome", "recordedAt")
       SELECT uuidv7("createdAt" - clock_timestamp()), id, "practiceId", "organisationId", '{ADOPTED}',
         COALESCE(since, to_char("createdAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD')), state, language, changed, outcome, "createdAt"
       FROM "practices"."adoption"`,
    );
    await runner.query(`ALTER TABLE "practices"."practice" ADD "publicAdoptions" integer NOT NULL DEFAULT 0`);
    await runner.query(`ALTER TABLE "practices"."practice" ADD "allAdoptions" integer NOT NULL DEFAULT 0`);
    await runner.query(
      `UPDATE "practices"."practice" p SET "publicAdoptions" = a.open, "allAdoptions" = a.all
       FROM (SELECT "practiceId", count(*) AS all, count(*) FILTER (WHERE visibility = 'PUBLIC') AS open FROM "practices"."adoption" GROUP BY 1) a
       WHERE a."practiceId" = p.id`,
    );
    await runner.query(
      `CREATE INDEX "IDX_4cd65978f4c48b8241e97b75ed" ON "practices"."practice" ("publicAdoptions", "id")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_28ca3c68095cb3b13bfb81d18a" ON "practices"."practice" ("allAdoptions", "id")`,
    );
    await runner.query(
      `CREATE FUNCTION "practices"."count_adoptions"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        UPDATE practices.practice SET
          "allAdoptions" = "allAdoptions" + CASE TG_OP WHEN 'INSERT' THEN 1 ELSE 0 END,
          "publicAdoptions" = "publicAdoptions" + CASE NEW.visibility WHEN 'PUBLIC' THEN 1 ELSE 0 END
            - CASE WHEN TG_OP = 'UPDATE' AND OLD.visibility = 'PUBLIC' THEN 1 ELSE 0 END
          WHERE id = NEW."practiceId";
        RETURN NULL;
      END $$`,
    );
    await runner.query(
      `CREATE TRIGGER "new_adoption_counts" AFTER INSERT ON "practices"."adoption"
       FOR EACH ROW EXECUTE FUNCTION "practices"."count_adoptions"()`,
    );
    await runner.query(
      `CREATE TRIGGER "changed_adoption_counts" AFTER UPDATE OF visibility ON "practices"."adoption"
       FOR EACH ROW WHEN (NEW.visibility <> OLD.visibility) EXECUTE FUNCTION "practices"."count_adoptions"()`,
    );
    await runner.query(
      `CREATE OR REPLACE FUNCTION "practices"."forget_person"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        UPDATE practices.practice SET "contactId" = NULL WHERE "contactId" = NEW.id;
        UPDATE practices.adoption SET "contactId" = NULL WHERE "contactId" = NEW.id;
        UPDATE practices.adoption_event SET "memberId" = NULL WHERE "memberId" = NEW.id;
        RETURN NULL;
      END $$`,
    );
    await runner.query(
      `CREATE TRIGGER "practices_refuse_erased" BEFORE INSERT ON "practices"."adoption_event"
       FOR EACH ROW EXECUTE FUNCTION "hub"."refuse_erased"('memberId')`,
    );
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
