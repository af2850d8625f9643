import type { MigrationInterface, QueryRunner } from "typeorm";
import { PEOPLE, readable } from "../../../foundation/wall.ts";

export class Wall1795860100008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await readable(runner, "search.document");
    await readable(runner, "search.word");
    for (const table of ["saved_search", "alert"])
      await readable(runner, `search.${table}`, { roles: PEOPLE });
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
