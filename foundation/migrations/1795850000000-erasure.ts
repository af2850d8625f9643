import type { MigrationInterface, QueryRunner } from "typeorm";

export class Erasure1795850000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "hub"."person" ADD "erased" boolean NOT NULL DEFAULT false`);
    // For triggers of rooms, with the column that names the person. It waits for an erasure under way, and an erasure for it.
    await runner.query(
      `CREATE FUNCTION "hub"."refuse_erased"() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE gone boolean; BEGIN
         SELECT erased INTO gone FROM hub.person WHERE id = (to_jsonb(NEW) ->> TG_ARGV[0])::uuid FOR SHARE;
         IF gone THEN RAISE EXCEPTION 'This person is erased.' USING ERRCODE = 'HB410'; END IF;
         RETURN NEW;
       END $$`,
    );
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
