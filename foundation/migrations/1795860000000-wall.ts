import type { MigrationInterface, QueryRunner } from "typeorm";
import { contentSight, PEOPLE, readable, wall } from "../wall.ts";

/** What all rooms may know of each other's records stands behind the wall, so that what points at one need not say again who sees it. */
export class Wall1795860000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await wall(runner, "hub.record", contentSight);
    // Topics are for everybody, and lists are narrowed by them by an index that no condition of the wall may stand before.
    await runner.query(`CREATE VIEW hub.topic AS SELECT id, path FROM hub.record WHERE kind = 'TOPIC'`);
    await readable(runner, "hub.topic");
    await readable(runner, "hub.person", { roles: PEOPLE });
    // It looks and locks for whoever writes, who need not be one to change people.
    await runner.query(`ALTER FUNCTION hub.refuse_erased() SECURITY DEFINER SET search_path = pg_catalog`);
    await readable(runner, "hub.outbox", { columns: ["recordId", "follows"] });
    await readable(runner, "hub.dead_letter", { columns: ["recordId"] });
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
