import type { MigrationInterface, QueryRunner } from "typeorm";

export class Invitations1796000200004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "groups"."membership" ADD "expiresAt" TIMESTAMP(3) WITH TIME ZONE`);
    await runner.query(`ALTER TABLE "groups"."membership" ADD "reason" text`);
    // Whoever is invited already has as long as those who are invited today.
    await runner.query(
      `UPDATE "groups"."membership" SET "expiresAt" = now() + interval '30 days' WHERE state = 'INVITED'`,
    );
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
