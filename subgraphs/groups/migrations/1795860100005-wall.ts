import type { MigrationInterface, QueryRunner } from "typeorm";
import { contentWall, PEOPLE, readable, setting } from "../../../foundation/wall.ts";

export class Wall1795860100005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await contentWall(runner, '"groups".working_group', ["projectIds"], {
      hub_member: `status = 'PUBLISHED' AND EXISTS (SELECT 1 FROM "groups".membership own
        WHERE own."groupId" = working_group.id AND own."memberId" = ${setting("member", "uuid")} AND own.state IN ('ACTIVE', 'INVITED'))`,
    });
    await readable(runner, '"groups".membership', { roles: PEOPLE });
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
