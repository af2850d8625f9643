import type { MigrationInterface, QueryRunner } from "typeorm";
import { contentSight, links, readable, setting, wall } from "../wall.ts";

/** Reference data, whose revisions are for everybody. */
const reference = "status IS NULL AND visibility IS NULL";
const byViewer = `"byId" = ${setting("member", "uuid")}`;

/** A record's own revisions are seen by those who saw the record in them, and all by its owners: what its access rule says, said to the database. */
export class LaterWall1796000900000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await wall(runner, "hub.revision", {
      hub_public: `(${contentSight.hub_public}) OR (${reference})`,
      hub_viewer: `(${contentSight.hub_viewer}) OR (${reference}) OR "byId" = ${setting("person", "uuid")}`,
      hub_member: `(status = 'PUBLISHED' AND (visibility IN ('PUBLIC', 'MEMBERS')
          OR (visibility = 'GROUP' AND "groupIds" && ${setting("groups", "uuid[]")})))
        OR (${reference})
        OR EXISTS (SELECT 1 FROM hub.record d WHERE d.id = record AND d."ownerId" = ${setting("organisation", "uuid")} OFFSET 0)`,
      hub_curator: `visibility IS DISTINCT FROM 'ONLY_ME' OR ${byViewer}`,
    });
    // A value held up to a revision belongs to all revisions before it.
    const seen = `EXISTS (SELECT 1 FROM hub.revision v WHERE v.record = revision_value.record AND v.revision <= revision_value.until OFFSET 0)`;
    await wall(runner, "hub.revision_value", {
      hub_public: seen,
      hub_viewer: `${seen} OR (jsonb_typeof(value) = 'string' AND value #>> '{}' = NULLIF(current_setting('hub.person', true), ''))`,
      hub_member: seen,
      hub_curator: seen,
    });
    await wall(runner, "hub.idempotency_key", { hub_viewer: `viewer = ${setting("person", "uuid")}` });
    await links(runner, "hub.record", ["workingGroupIds"]);
    // Ids alone, and what everybody may know of a place.
    await readable(runner, "hub.place");
    await readable(runner, "hub.experience");
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
