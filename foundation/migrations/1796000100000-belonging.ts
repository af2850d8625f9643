import type { MigrationInterface, QueryRunner } from "typeorm";

export class Belonging1796000100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "hub"."person" ADD "activeSince" TIMESTAMP(3) WITH TIME ZONE`);
    await runner.query(`ALTER TABLE "hub"."person" ADD "organisationId" uuid`);
    await runner.query(`ALTER TABLE "hub"."person" ADD "groupIds" uuid array NOT NULL DEFAULT '{}'`);
    await runner.query(`CREATE INDEX "record_owner" ON "hub"."record" ("ownerId")`);
    // Whoever takes part already did so since they were confirmed last.
    const [{ members, groups }] = await runner.query(
      `SELECT to_regclass('members.member') IS NOT NULL AS members, to_regclass('groups.membership') IS NOT NULL AS groups`,
    );
    if (members)
      await runner.query(
        `UPDATE "hub"."person" p SET "organisationId" = m."organisationId", "activeSince" = coalesce(
           (SELECT max(a.at) FROM "members"."audit_entry" a WHERE a."memberId" = m.id AND a.action IN ('ENTERED', 'CONFIRMED')),
           m."createdAt")
         FROM "members"."member" m WHERE m.id = p.id AND m.state = 'ACTIVE'`,
      );
    if (groups)
      await runner.query(
        `UPDATE "hub"."person" p SET "groupIds" = b.groups FROM (
           SELECT "memberId", array_agg("groupId" ORDER BY "groupId") AS groups FROM "groups"."membership"
           WHERE state = 'ACTIVE' GROUP BY 1) b WHERE b."memberId" = p.id`,
      );
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
