import type { MigrationInterface, QueryRunner } from "typeorm";
import { contentWall } from "../../../foundation/wall.ts";

export class Wall1795860100006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await contentWall(runner, "resources.resource", [
      ...["projectIds", "workshopIds", "practiceIds", "workingGroupIds", "publisherIds"],
    ]);
    await contentWall(runner, "resources.collection", ["itemIds"]);
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
