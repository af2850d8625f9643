import type { MigrationInterface, QueryRunner } from "typeorm";

export class Erasure1795850000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "hub"."person" ADD "erased" boolean NOT NULL DEFAULT false`);
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
