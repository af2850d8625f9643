import type { MigrationInterface, QueryRunner } from "typeorm";

/** What makes one place like another, other rooms may know. */
export class Places1796000200001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE FUNCTION "members"."tell_place"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO hub.place (id, country, population, "territoryId")
          VALUES (NEW.id, NEW.country, NEW.population, (to_jsonb(NEW) ->> 'territoryId')::uuid)
          ON CONFLICT (id) DO UPDATE SET country = EXCLUDED.country, population = EXCLUDED.population, "territoryId" = EXCLUDED."territoryId";
        RETURN NULL;
      END $$`,
    );
    await runner.query(
      `CREATE TRIGGER "organisation_tells_place" AFTER INSERT OR UPDATE OF country, population, "territoryId" ON "members"."organisation"
       FOR EACH ROW EXECUTE FUNCTION "members"."tell_place"()`,
    );
    await runner.query(
      `CREATE TRIGGER "territory_tells_place" AFTER INSERT OR UPDATE OF country, population ON "members"."territory"
       FOR EACH ROW EXECUTE FUNCTION "members"."tell_place"()`,
    );
    await runner.query(
      `INSERT INTO hub.place (id, country, population, "territoryId")
       SELECT id, country, population, "territoryId" FROM members.organisation
       UNION ALL SELECT id, country, population, NULL FROM members.territory`,
    );
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
