import type { MigrationInterface, QueryRunner } from "typeorm";

export class Keys1795691377891 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE SCHEMA IF NOT EXISTS "members"`);
    await runner.query(
      `CREATE TABLE "members"."partner_key" ("id" uuid NOT NULL, "organisationId" uuid NOT NULL, "name" text NOT NULL, "scopes" text array NOT NULL, "origins" text array NOT NULL, "costPerMinute" integer NOT NULL, "costPerDay" integer NOT NULL, "registeredOnly" boolean NOT NULL, "createdById" uuid, "revokedAt" TIMESTAMP(3) WITH TIME ZONE, "revision" integer NOT NULL, "createdAt" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "PK_d51d4488d260247c54711273601" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_977271e751339dc414756955b6" ON "members"."partner_key" ("organisationId")`,
    );
    await runner.query(
      `CREATE TABLE "members"."partner_operation" ("keyId" uuid NOT NULL, "hash" text NOT NULL, "query" text NOT NULL, "createdAt" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "PK_d4fa26dce504f0de8f6b1b06743" PRIMARY KEY ("keyId", "hash"))`,
    );
    await runner.query(
      `CREATE TABLE "members"."partner_secret" ("hash" text NOT NULL, "keyId" uuid NOT NULL, "hint" text NOT NULL, "createdAt" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "endsAt" TIMESTAMP(3) WITH TIME ZONE, CONSTRAINT "PK_97b9627f3d5764089daa0e06141" PRIMARY KEY ("hash"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_eed39a6e42a734ffa9ea2aa93d" ON "members"."partner_secret" ("keyId")`,
    );
    await runner.query(
      `CREATE TABLE "members"."partner_budget" ("keyId" uuid NOT NULL, "minute" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "minuteTaken" integer NOT NULL, "day" date NOT NULL, "dayTaken" integer NOT NULL, CONSTRAINT "PK_a1651735e48cb684f3e54ada964" PRIMARY KEY ("keyId"))`,
    );
    await runner.query(
      `CREATE TABLE "members"."partner_usage" ("keyId" uuid NOT NULL, "day" date NOT NULL, "requests" integer NOT NULL, "refused" integer NOT NULL, "cost" double precision NOT NULL, CONSTRAINT "PK_e61bda0534ce3881e6c82f023ab" PRIMARY KEY ("keyId", "day"))`,
    );
    await runner.query(`ALTER TABLE "members"."audit_entry" ADD "keyId" uuid`);
    await runner.query(`ALTER TABLE "members"."audit_entry" ALTER COLUMN "memberId" DROP NOT NULL`);
    await runner.query(`CREATE INDEX "IDX_119eba93c3058703e4336a8634" ON "members"."audit_entry" ("keyId")`);
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
