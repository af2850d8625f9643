import type { MigrationInterface, QueryRunner } from "typeorm";
import { readable } from "../../../foundation/wall.ts";

export class Wall1795860100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await readable(runner, "topics.topic");
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
