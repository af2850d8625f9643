import type { MigrationInterface, QueryRunner } from "typeorm";

/** Revisions of whatever table a room asks this for by `SELECT hub.keep_revisions_of('schema.table')` in a migration of its own. */
export class Revisions1796000400001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "hub"."revision" ("id" uuid NOT NULL DEFAULT uuidv7(), "record" uuid NOT NULL, "revision" integer NOT NULL, "at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "byId" uuid, "organisationId" uuid, "status" text, "visibility" text, "groupIds" uuid array NOT NULL, "changed" text array NOT NULL, CONSTRAINT "PK_f4767cdf0c0e78041514e5a94be" PRIMARY KEY ("id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "IDX_4276b1d84022cb7fe3a62363aa" ON "hub"."revision" ("record", "revision")`,
    );
    await runner.query(
      `CREATE TABLE "hub"."revision_value" ("record" uuid NOT NULL, "field" text NOT NULL, "until" integer NOT NULL, "value" jsonb, CONSTRAINT "PK_6c66960a3a8c85c4204c55334f0" PRIMARY KEY ("record", "field", "until"))`,
    );
    // Values that are an id, so that those of a person are found.
    await runner.query(
      `CREATE INDEX "revision_value_id" ON "hub"."revision_value" ((value #>> '{}')) WHERE jsonb_typeof(value) = 'string' AND length(value #>> '{}') = 36`,
    );
    await runner.query(
      `CREATE FUNCTION "hub"."fields_of"(r jsonb) RETURNS TABLE (field text, value jsonb) LANGUAGE sql IMMUTABLE AS $$
        SELECT c.key, c.value
        FROM jsonb_each(r - ARRAY['id', 'texts', 'revision', 'sortTitle', 'createdAt', 'updatedAt', 'publishedAt']) c
        UNION ALL
        SELECT 'texts.' || l.key || '.' || t.key, t.value
        FROM jsonb_each(coalesce(r -> 'texts', '{}')) l, jsonb_each(l.value) t
      $$`,
    );
    // Who changes something, deeds say to their transaction.
    await runner.query(
      `CREATE FUNCTION "hub"."keep_revision"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
      DECLARE
        names text[] := '{}';
        after jsonb := to_jsonb(NEW);
      BEGIN
        IF TG_OP = 'UPDATE' THEN
          WITH former AS (
            INSERT INTO hub.revision_value (record, field, until, value)
            SELECT NEW.id, field, OLD.revision, o.value
            FROM hub.fields_of(to_jsonb(OLD)) o FULL JOIN hub.fields_of(after) n USING (field)
            WHERE o.value IS DISTINCT FROM n.value
            RETURNING field)
          SELECT coalesce(array_agg(field ORDER BY field), '{}') INTO names FROM former;
        END IF;
        INSERT INTO hub.revision (record, revision, at, "byId", "organisationId", status, visibility, "groupIds", changed)
        VALUES (NEW.id, NEW.revision, NEW."updatedAt",
          nullif(current_setting('hub.member', true), '')::uuid, nullif(current_setting('hub.organisation', true), '')::uuid,
          after ->> 'status', coalesce(after ->> 'visibility', after ->> 'audience'),
          ARRAY(SELECT jsonb_array_elements_text(coalesce(after -> 'groupIds', '[]'))::uuid), names);
        RETURN NULL;
      END $$`,
    );
    await runner.query(
      `CREATE FUNCTION "hub"."forget_revisions"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$ BEGIN
        DELETE FROM hub.revision_value WHERE record = OLD.id;
        DELETE FROM hub.revision WHERE record = OLD.id;
        RETURN NULL;
      END $$`,
    );
    await runner.query(
      `CREATE FUNCTION "hub"."keep_revisions_of"(place regclass) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
        EXECUTE format('CREATE TRIGGER "revision_first" AFTER INSERT ON %s FOR EACH ROW EXECUTE FUNCTION hub.keep_revision()', place);
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
      `CREATE FUNCTION "hub"."forget_person_in_revisions"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        UPDATE hub.revision_value SET value = 'null' WHERE jsonb_typeof(value) = 'string' AND length(value #>> '{}') = 36
          AND value #>> '{}' = NEW.id::text;
        RETURN NULL;
      END $$`,
    );
    await runner.query(
      `CREATE TRIGGER "hub_forget_person_in_revisions" AFTER UPDATE OF erased ON "hub"."person"
       FOR EACH ROW WHEN (NEW.erased AND NOT OLD.erased) EXECUTE FUNCTION "hub"."forget_person_in_revisions"()`,
    );
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
