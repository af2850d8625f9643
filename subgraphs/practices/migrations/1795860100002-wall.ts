import type { MigrationInterface, QueryRunner } from "typeorm";
import { contentWall, pointsAtSeen, setting, settingOnce, wall, writable } from "../../../foundation/wall.ts";

export class Wall1795860100002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await contentWall(runner, "practices.practice", ["territoryIds", "projectIds"], {
      hub_viewer: `"contactId" = ${setting("person", "uuid")}`,
    });
    await wall(runner, "practices.adoption", {
      hub_public: `visibility = 'PUBLIC' AND ${pointsAtSeen("practiceId")}`,
      hub_viewer: `(visibility = 'PUBLIC' OR 'MEMBERS' = ANY(${settingOnce("shows", "text[]")})) AND ${pointsAtSeen("practiceId")}
        OR "contactId" = ${setting("person", "uuid")}`,
      hub_member: pointsAtSeen("practiceId"),
      hub_curator: pointsAtSeen("practiceId"),
    });
    await writable(runner, "practices.adoption", {
      hub_member: `"organisationId" = ${setting("organisation", "uuid")}`,
      hub_curator: "true",
    });
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
