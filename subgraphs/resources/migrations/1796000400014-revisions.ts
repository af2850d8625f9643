import type { MigrationInterface, QueryRunner } from "typeorm";

export class Revisions1796000400014 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SELECT hub.keep_revisions_of('resources.resource')`);
    await runner.query(`SELECT hub.keep_revisions_of('resources.collection')`);
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
