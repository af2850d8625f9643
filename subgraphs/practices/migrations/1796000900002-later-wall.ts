import type { MigrationInterface, QueryRunner } from "typeorm";
import { setting, wall } from "../../../foundation/wall.ts";

export class LaterWall1796000900002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const seen = `EXISTS (SELECT 1 FROM practices.adoption a WHERE a.id = "adoptionId" OFFSET 0)`;
    await wall(runner, "practices.adoption_event", {
      hub_public: seen,
      hub_viewer: `${seen} OR "memberId" = ${setting("person", "uuid")}`,
      hub_member: seen,
      hub_curator: seen,
    });
    // It counts for everybody, whoever writes.
    await runner.query(
      `ALTER FUNCTION practices.count_adoptions() SECURITY DEFINER SET search_path = pg_catalog`,
    );
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
