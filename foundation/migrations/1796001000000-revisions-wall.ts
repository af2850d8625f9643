import type { MigrationInterface, QueryRunner } from "typeorm";
import { pointsAtSeen, publishedRevision, setting, wall } from "../wall.ts";

/** A revision is seen by those who see its record now, and for whom it was published then or who may change the record: what its access rule says, said to the database. */
export class RevisionsWall1796001000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const seen = pointsAtSeen("record");
    // Reference data has no audience, and has always been for everybody.
    const forAll = "visibility IS NULL";
    await wall(runner, "hub.revision", {
      hub_public: `${forAll} OR (${publishedRevision.hub_public} AND ${seen})`,
      hub_viewer: `${forAll} OR (${publishedRevision.hub_viewer} AND ${seen}) OR "byId" = ${setting("person", "uuid")}`,
      hub_member: `${forAll} OR EXISTS (SELECT 1 FROM hub.record d WHERE d.id = revision.record
        AND (d."ownerId" = ${setting("organisation", "uuid")} OR ${publishedRevision.hub_member}) OFFSET 0)`,
      hub_curator: seen,
    });
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
