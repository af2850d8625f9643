import type { MigrationInterface, QueryRunner } from "typeorm";

/** First revisions are written by one statement for all rows that a statement inserts: many at once cost little. */
export class FirstRevisions1796000400002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // A function for each table, for tables have not all the columns.
    await runner.query(
      `CREATE FUNCTION "hub"."keep_first_revisions_of"(place regclass) RETURNS void LANGUAGE plpgsql AS $$
      DECLARE
        columns text[] := ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = place AND attnum > 0 AND NOT attisdropped);
        name text := 'first_revisions_' || place::oid;
      BEGIN
        EXECUTE format($f$CREATE FUNCTION hub.%I() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $g$ BEGIN
          INSERT INTO hub.revision (record, revision, at, "byId", "organisationId", status, visibility, "groupIds", changed)
          SELECT f.id, f.revision, f."updatedAt",
            nullif(current_setting('hub.member', true), '')::uuid, nullif(current_setting('hub.organisation', true), '')::uuid,
            %s, %s, %s, '{}'
          FROM fresh f;
          RETURN NULL;
        END $g$ $f$, name,
          CASE WHEN 'status' = ANY(columns) THEN 'f.status' ELSE 'NULL' END,
          CASE WHEN 'visibility' = ANY(columns) THEN 'f.visibility' WHEN 'audience' = ANY(columns) THEN 'f.audience' ELSE 'NULL' END,
          CASE WHEN 'groupIds' = ANY(columns) THEN 'f."groupIds"' ELSE '''{}''' END);
        EXECUTE format('DROP TRIGGER IF EXISTS "revision_first" ON %s', place);
        EXECUTE format('CREATE TRIGGER "revision_first" AFTER INSERT ON %s REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION hub.%I()', place, name);
      END $$`,
    );
    await runner.query(
      `CREATE OR REPLACE FUNCTION "hub"."keep_revisions_of"(place regclass) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
        PERFORM hub.keep_first_revisions_of(place);
        EXECUTE format('CREATE TRIGGER "revision_next" AFTER UPDATE ON %s FOR EACH ROW WHEN (NEW.revision <> OLD.revision) EXECUTE FUNCTION hub.keep_revision()', place);
        EXECUTE format('CREATE TRIGGER "revision_none" AFTER DELETE ON %s FOR EACH ROW EXECUTE FUNCTION hub.forget_revisions()', place);
        -- What is there already has the revision it is in.
        EXECUTE format($f$INSERT INTO hub.revision (record, revision, at, status, visibility, "groupIds", changed)
          SELECT id, revision, "updatedAt", j ->> 'status', coalesce(j ->> 'visibility', j ->> 'audience'),
            ARRAY(SELECT jsonb_array_elements_text(coalesce(j -> 'groupIds', '[]'))::uuid), '{}'
          FROM (SELECT t.id, t.revision, t."updatedAt", to_jsonb(t) - 'texts' AS j FROM %s t) t$f$, place);
      END $$`,
    );
    await runner.query(
      `SELECT hub.keep_first_revisions_of(tgrelid::regclass) FROM pg_trigger WHERE tgname = 'revision_first'`,
    );
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
