import type { MigrationInterface, QueryRunner } from "typeorm";
import { alsoSeen, setting } from "../../../foundation/wall.ts";

/** Of a note, all revisions are its author's, and those that were for more than the author a curator's: what `historyOfNotes` says, said to the database. */
export class RevisionsWall1796001000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const role of ["hub_viewer", "hub_member", "hub_curator"])
      await runner.query(`DROP POLICY ${role}_wrote ON hub.revision`);
    const [member, person] = [setting("member", "uuid"), setting("person", "uuid")];
    const ofNote = (condition: string) =>
      `EXISTS (SELECT 1 FROM annotations.annotation n WHERE n.id = revision.record AND (${condition}) OFFSET 0)`;
    await alsoSeen(runner, "hub.revision", "annotations", {
      hub_viewer: ofNote(`n."authorId" = ${member} OR n."authorId" = ${person}`),
      hub_member: ofNote(`n."authorId" = ${member}`),
      hub_curator: ofNote(`n."authorId" = ${member}
        OR (revision.visibility <> 'ONLY_ME' AND (revision.visibility <> 'OWNER' OR n.audience = 'OWNER'))`),
    });
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
