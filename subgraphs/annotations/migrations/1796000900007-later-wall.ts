import type { MigrationInterface, QueryRunner } from "typeorm";
import { setting, wall } from "../../../foundation/wall.ts";

export class LaterWall1796000900007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const seen = `EXISTS (SELECT 1 FROM annotations.annotation a WHERE a.id = "annotationId" OFFSET 0)`;
    await wall(runner, "annotations.anchor", {
      hub_public: seen,
      hub_viewer: seen,
      hub_member: seen,
      hub_curator: seen,
    });
    // Of a note, all revisions are its author's, whoever made them.
    const author = (name: "member" | "person") =>
      `EXISTS (SELECT 1 FROM annotations.annotation a WHERE a.id = record AND a."authorId" = ${setting(name, "uuid")} OFFSET 0)`;
    for (const [role, name] of [
      ["hub_member", "member"],
      ["hub_curator", "member"],
      ["hub_viewer", "person"],
    ] as const)
      await runner.query(
        `CREATE POLICY ${role}_wrote ON hub.revision FOR SELECT TO ${role} USING (${author(name)})`,
      );
    // What others tell of a note, and whether it waits to be anchored, is not for its writer to write.
    await runner.query(
      `ALTER FUNCTION annotations.tell_experience() SECURITY DEFINER SET search_path = pg_catalog`,
    );
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
