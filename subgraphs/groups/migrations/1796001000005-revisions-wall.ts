import type { MigrationInterface, QueryRunner } from "typeorm";
import { alsoSeen, contentSightAnd, publishedRevision, setting, wall } from "../../../foundation/wall.ts";

/** Who is invited sees a group which the directory does not show them, until the invitation expires. */
export class RevisionsWall1796001000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await wall(
      runner,
      '"groups".working_group',
      contentSightAnd({
        hub_member: `status = 'PUBLISHED' AND EXISTS (SELECT 1 FROM "groups".membership own
          WHERE own."groupId" = working_group.id AND own."memberId" = ${setting("member", "uuid")}
          AND (own.state = 'ACTIVE' OR (own.state = 'INVITED' AND (own."expiresAt" <= now()) IS NOT TRUE)))`,
      }),
    );
    await alsoSeen(runner, "hub.revision", "groups", {
      hub_member: `EXISTS (SELECT 1 FROM "groups".working_group g WHERE g.id = revision.record
        AND (g."ownerId" = ${setting("organisation", "uuid")} OR ${publishedRevision.hub_member}) OFFSET 0)`,
    });
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
