import type { MigrationInterface, QueryRunner } from "typeorm";

export class Anchors1796000300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "annotations"."anchor" ("annotationId" uuid NOT NULL, "state" text NOT NULL, "revision" integer NOT NULL, "start" integer, "end" integer, "confidence" double precision NOT NULL, "languages" text array NOT NULL, "elsewhere" jsonb NOT NULL, PRIMARY KEY ("annotationId"))`,
    );
    await runner.query(`CREATE INDEX "anchor_state" ON "annotations"."anchor" ("state", "annotationId")`);
    await runner.query(
      `CREATE TABLE "annotations"."anchored_text" ("recordId" uuid NOT NULL, "field" text NOT NULL, "language" text NOT NULL, "revision" integer NOT NULL, "text" text NOT NULL, PRIMARY KEY ("recordId", "field", "language"))`,
    );
    await runner.query(
      `CREATE TABLE "annotations"."unanchored" ("id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL, "kind" text NOT NULL, "recordId" uuid NOT NULL, PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "unanchored_record" ON "annotations"."unanchored" ("recordId")`);
    await runner.query(
      `CREATE INDEX "annotation_passage" ON "annotations"."annotation" ("targetId", "id") WHERE quote IS NOT NULL`,
    );

    // Whoever changes a record need not see, nor be allowed to write, what the room keeps of it.
    await runner.query(
      `CREATE FUNCTION "annotations"."anchor_anew"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$ BEGIN
         IF TG_TABLE_NAME = 'annotation' THEN
           INSERT INTO annotations.unanchored (kind, "recordId") VALUES (NEW."targetKind", NEW."targetId");
         ELSIF EXISTS (SELECT 1 FROM annotations.annotation WHERE "targetId" = NEW.id AND quote IS NOT NULL) THEN
           INSERT INTO annotations.unanchored (kind, "recordId") VALUES (NEW.kind, NEW.id);
         ELSE
           RETURN NULL;
         END IF;
         PERFORM pg_notify('hub_anchors', '');
         RETURN NULL;
       END $$`,
    );
    await runner.query(
      `CREATE TRIGGER "annotations_anchor_anew" AFTER UPDATE OF revision ON "hub"."record"
       FOR EACH ROW WHEN (NEW.revision <> OLD.revision) EXECUTE FUNCTION "annotations"."anchor_anew"()`,
    );
    await runner.query(
      `CREATE TRIGGER "anchor_anew" AFTER INSERT ON "annotations"."annotation"
       FOR EACH ROW WHEN (NEW.quote IS NOT NULL) EXECUTE FUNCTION "annotations"."anchor_anew"()`,
    );
    await runner.query(
      `CREATE FUNCTION "annotations"."drop_anchor"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$ BEGIN
         DELETE FROM annotations.anchor WHERE "annotationId" = OLD.id;
         RETURN NULL;
       END $$`,
    );
    await runner.query(
      `CREATE TRIGGER "drop_anchor" AFTER DELETE ON "annotations"."annotation"
       FOR EACH ROW EXECUTE FUNCTION "annotations"."drop_anchor"()`,
    );

    await runner.query(
      `INSERT INTO "annotations"."unanchored" (kind, "recordId")
       SELECT DISTINCT "targetKind", "targetId" FROM "annotations"."annotation" WHERE quote IS NOT NULL`,
    );
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
