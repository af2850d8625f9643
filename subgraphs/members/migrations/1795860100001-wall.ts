import type { MigrationInterface, QueryRunner } from "typeorm";
import { PEOPLE, readable } from "../../../foundation/wall.ts";

export class Wall1795860100001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await readable(runner, "members.organisation");
    await readable(runner, "members.territory");
    for (const table of [
      "member",
      "audit_entry",
      "identity",
      "partner_key",
      "partner_secret",
      "partner_operation",
      "partner_usage",
    ])
      await readable(runner, `members.${table}`, { roles: PEOPLE });
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
