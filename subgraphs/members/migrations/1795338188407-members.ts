import type { MigrationInterface, QueryRunner } from "typeorm";

export class Members1795338188407 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE SCHEMA IF NOT EXISTS "members"`);
    await runner.query(
      `CREATE TABLE "members"."member" ("id" uuid NOT NULL, "name" text NOT NULL, "sortName" text COLLATE "C" NOT NULL, "email" text NOT NULL, "organisationId" uuid, "state" text NOT NULL, "grantedRoles" text array NOT NULL, "preferredLanguages" text array NOT NULL, "revision" integer NOT NULL, "createdAt" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "updatedAt" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "PK_97cbbe986ce9d14ca5894fdc072" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "IDX_db41971aafadbedf9ca77ecbcc" ON "members"."member" ("sortName")`);
    await runner.query(
      `CREATE UNIQUE INDEX "IDX_4678079964ab375b2b31849456" ON "members"."member" ("email")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_c2b06fef9ad9c2ed21706accf0" ON "members"."member" ("organisationId")`,
    );
    await runner.query(
      `CREATE TABLE "members"."organisation" ("id" uuid NOT NULL, "slug" text NOT NULL, "originalLanguage" text NOT NULL, "texts" jsonb NOT NULL, "sortTitle" text COLLATE "C" NOT NULL, "provenance" jsonb NOT NULL, "revision" integer NOT NULL, "createdAt" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "updatedAt" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "aliases" text array NOT NULL, "organisationKind" text NOT NULL, "country" text, "territoryId" uuid, "population" integer, "networkMember" boolean, "website" text, CONSTRAINT "PK_c725ae234ef1b74cce43d2d00c1" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "IDX_b800a0efd2f9f19719d0c4d793" ON "members"."organisation" ("slug")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_514f952b2d29b5b3dcc352f043" ON "members"."organisation" ("sortTitle")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_3ad234235007f8f6ca0224798f" ON "members"."organisation" ("updatedAt")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_086125615e0bea969dad62ca18" ON "members"."organisation" ("organisationKind")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_5285b1a41ab98cb0fee2f01f72" ON "members"."organisation" ("country")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_ed02d783fbaea178b46e8219e5" ON "members"."organisation" ("territoryId")`,
    );
    await runner.query(
      `CREATE TABLE "members"."territory" ("id" uuid NOT NULL, "slug" text NOT NULL, "originalLanguage" text NOT NULL, "texts" jsonb NOT NULL, "sortTitle" text COLLATE "C" NOT NULL, "provenance" jsonb NOT NULL, "revision" integer NOT NULL, "createdAt" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "updatedAt" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "territoryKind" text NOT NULL, "country" text, "latitude" double precision, "longitude" double precision, "population" integer, "municipalities" integer, "partOfId" uuid, CONSTRAINT "PK_2250448f958bc52a8d040b48f82" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "IDX_a39b863d8b7ec98b4eac9b1b6b" ON "members"."territory" ("slug")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_81ecf4026f32c44e18c831515d" ON "members"."territory" ("sortTitle")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_58edce763a918e0a32ff8bb532" ON "members"."territory" ("updatedAt")`,
    );
    await runner.query(
      `CREATE INDEX "IDX_9aa65540c14c3ee9193d4ce57a" ON "members"."territory" ("territoryKind")`,
    );
    await runner.query(`CREATE INDEX "IDX_f21d33b6a5a6649f8350607c41" ON "members"."territory" ("country")`);
    await runner.query(
      `CREATE INDEX "IDX_78d5adecb1d186bda8b1e12636" ON "members"."territory" ("population")`,
    );
    await runner.query(`CREATE INDEX "IDX_89dfa5c0b84077da2ece4b9f76" ON "members"."territory" ("partOfId")`);
    // Texts of usual length stay uncompressed in their row: decompressing them costs more than reading them.
    await runner.query(`ALTER TABLE "members"."organisation" SET (toast_tuple_target = 8160)`);
    await runner.query(`ALTER TABLE "members"."territory" SET (toast_tuple_target = 8160)`);
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
