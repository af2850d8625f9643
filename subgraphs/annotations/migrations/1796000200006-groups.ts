import type { MigrationInterface, QueryRunner } from "typeorm";

export class Groups1796000200006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX "IDX_489780192d40e1abca143dda50" ON "annotations"."annotation" USING gin ("groupIds") WITH (fastupdate = off)`,
    );
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
