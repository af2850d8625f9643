import type { MigrationInterface, QueryRunner } from "typeorm";

export class People1795340444206 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "hub"."person" ("id" uuid NOT NULL, "pending" boolean NOT NULL, CONSTRAINT "PK_5fdaf670315c4b7e70cce85daa3" PRIMARY KEY ("id"))`,
    );
    // Whoever is a member already is known from now on.
    const [{ there }] = await runner.query(`SELECT to_regclass('members.member') IS NOT NULL AS there`);
    if (there)
      await runner.query(
        `INSERT INTO "hub"."person" (id, pending) SELECT id, state = 'PENDING' FROM "members"."member"`,
      );
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
