import type { MigrationInterface, QueryRunner } from "typeorm";

/** What is written for a person waits for their erasure and it for that, but not for what else is noted of them. */
export class LaterErasure1796000950000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE OR REPLACE FUNCTION "hub"."refuse_erased"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
       DECLARE gone boolean; BEGIN
         SELECT erased INTO gone FROM hub.person WHERE id = (to_jsonb(NEW) ->> TG_ARGV[0])::uuid FOR KEY SHARE;
         IF gone THEN RAISE EXCEPTION 'This person is erased.' USING ERRCODE = 'HB410'; END IF;
         RETURN NEW;
       END $$`,
    );
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
