import type { MigrationInterface, QueryRunner } from "typeorm";

export class Revisions1796000400012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SELECT hub.keep_revisions_of('workshops.workshop')`);
    await runner.query(`SELECT hub.keep_revisions_of('workshops.series')`);
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
