import type { MigrationInterface, QueryRunner } from "typeorm";
import { contentWall } from "../../../foundation/wall.ts";

export class Wall1795860100004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await contentWall(runner, "workshops.workshop", [
      ...["practiceIds", "projectIds", "workingGroupIds", "speakerOrganisationIds"],
    ]);
    await contentWall(runner, "workshops.series", ["workingGroupIds"]);
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
