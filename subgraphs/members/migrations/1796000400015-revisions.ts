import type { MigrationInterface, QueryRunner } from "typeorm";

export class Revisions1796000400015 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SELECT hub.keep_revisions_of('members.organisation')`);
    await runner.query(`SELECT hub.keep_revisions_of('members.territory')`);
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
