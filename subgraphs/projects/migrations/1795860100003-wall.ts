import type { MigrationInterface, QueryRunner } from "typeorm";
import { contentWall } from "../../../foundation/wall.ts";

export class Wall1795860100003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await contentWall(runner, "projects.project", ["territoryIds", "partnerIds", "funderIds"]);
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
