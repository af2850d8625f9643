import type { MigrationInterface, QueryRunner } from "typeorm";
import { pointsAtSeen, setting, wall } from "../wall.ts";

const person = setting("person", "uuid");

/** What is told of records to whoever sees them; all else concerns somebody by themselves. */
const ofRecords = `("aboutType" IS NULL OR "aboutType" = 'Adoption') AND ${pointsAtSeen("recordId")}`;

export class Events1796000300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "hub"."event" ("id" uuid NOT NULL DEFAULT uuidv7(), "place" bigint, "type" text NOT NULL, "kind" text, "recordId" uuid, "aboutType" text, "aboutId" uuid, "actorId" uuid, "to" uuid array NOT NULL DEFAULT '{}', "concerns" uuid array NOT NULL DEFAULT '{}', "at" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE SEQUENCE "hub"."event_place"`);
    await runner.query(`CREATE INDEX "event_waiting" ON "hub"."event" ("id") WHERE "place" IS NULL`);
    await runner.query(`CREATE UNIQUE INDEX "event_by_place" ON "hub"."event" ("place")`);

    await wall(runner, "hub.event", {
      hub_public: ofRecords,
      hub_viewer: `(${ofRecords}) OR "actorId" = ${person} OR "to" @> ARRAY[${person}]`,
      hub_member: ofRecords,
      // The hub itself, which is no member, tells each of the rest to whom it concerns.
      hub_curator: `(${ofRecords}) OR ${setting("member", "uuid")} IS NULL`,
    });

    await runner.query(`ALTER TABLE "hub"."person" ADD "curates" boolean NOT NULL DEFAULT false`);
    await runner.query(`CREATE INDEX "person_organisation" ON "hub"."person" ("organisationId")`);
    const [{ there }] = await runner.query(`SELECT to_regclass('members.member') IS NOT NULL AS there`);
    if (there)
      await runner.query(
        `UPDATE "hub"."person" p SET curates = true FROM "members"."member" m
         WHERE m.id = p.id AND m.state = 'ACTIVE' AND m."grantedRoles" @> ARRAY['CURATOR']`,
      );

    // What somebody did stays told, without them.
    await runner.query(
      `CREATE FUNCTION "hub"."forget_actor"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        DELETE FROM hub.event WHERE "to" = ARRAY[NEW.id] AND "aboutType" = 'SavedSearch';
        UPDATE hub.event SET "actorId" = NULL WHERE "actorId" = NEW.id;
        UPDATE hub.event SET "to" = array_remove("to", NEW.id) WHERE "to" @> ARRAY[NEW.id];
        RETURN NULL;
      END $$`,
    );
    await runner.query(
      `CREATE TRIGGER "hub_forget_actor" AFTER UPDATE OF erased ON "hub"."person"
       FOR EACH ROW WHEN (NEW.erased AND NOT OLD.erased) EXECUTE FUNCTION "hub"."forget_actor"()`,
    );
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
