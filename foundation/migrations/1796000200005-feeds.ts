import type { MigrationInterface, QueryRunner } from "typeorm";

/** Tables whose records name working groups beside those for which they are meant. */
const NAMING = ["workshops.workshop", "workshops.series", "resources.resource"];
const CONTENT = [
  ...NAMING,
  ...["practices.practice", "projects.project", '"groups".working_group', "resources.collection"],
];
const REFERENCE = ["members.organisation", "members.territory", "topics.topic"];

export class Feeds1796000200005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "hub"."record" ADD "workingGroupIds" uuid array`);
    await runner.query(`ALTER TABLE "hub"."record" ADD "appearedAt" TIMESTAMP(3) WITH TIME ZONE`);
    for (const table of [...CONTENT, ...REFERENCE]) {
      const [{ there }] = await runner.query(`SELECT to_regclass('${table}') IS NOT NULL AS there`);
      if (!there) continue;
      const groups = NAMING.includes(table) ? 'd."groupIds" || t."workingGroupIds"' : 'd."groupIds"';
      const appeared = CONTENT.includes(table) ? 'COALESCE(t."publishedAt", t."createdAt")' : 't."createdAt"';
      await runner.query(
        `UPDATE hub.record d SET "appearedAt" = ${appeared},
           "workingGroupIds" = ARRAY(SELECT DISTINCT unnest(${groups}))
         FROM ${table} t WHERE t.id = d.id`,
      );
    }
    await runner.query(
      `UPDATE hub.record SET "workingGroupIds" = "groupIds", "appearedAt" = now() WHERE "appearedAt" IS NULL`,
    );
    await runner.query(
      `ALTER TABLE "hub"."record" ALTER COLUMN "workingGroupIds" SET NOT NULL, ALTER COLUMN "appearedAt" SET NOT NULL`,
    );
    await runner.query(
      `CREATE INDEX "IDX_a5150a49f1f50aec963e45c38e" ON "hub"."record" USING gin ("workingGroupIds")`,
    );
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
