import type { HubContext } from "../../foundation/context.ts";
import { country } from "../../foundation/country.ts";
import { deed } from "../../foundation/deeds/deed.ts";
import { changeRecord, createRecord } from "../../foundation/deeds/reference-data.ts";
import { translateRecord } from "../../foundation/deeds/translating.ts";
import { known } from "../../foundation/directory.ts";
import { Kind, type TranslationState } from "../../foundation/enums.ts";
import type { Language } from "../../foundation/language.ts";
import { badInput } from "../../foundation/problems.ts";
import { restoreRecord } from "../../foundation/restoring.ts";
import { TerritoryKind } from "./place.enums.ts";
import type { NewTerritory, TerritoryChange } from "./place.input.ts";
import { checkNumber, curatorsOnly } from "./place.service.ts";
import type { TerritoryTexts } from "./place.texts.ts";
import { Territory } from "./territory.entity.ts";

export async function createTerritory(ctx: HubContext, input: NewTerritory): Promise<Territory> {
  curatorsOnly(ctx, "create a territory");
  const columns = { ...blank, ...checked(input) };
  lies(columns);
  return deed(ctx, async (tx) => {
    await known(tx, Kind.TERRITORY, [input.partOfId]);
    return createRecord(tx, Territory, Kind.TERRITORY, input.language, input, columns);
  });
}

export async function changeTerritory(
  ctx: HubContext,
  id: string,
  revision: number,
  input: TerritoryChange,
): Promise<Territory> {
  curatorsOnly(ctx, "change this territory");
  const columns = checked(input);
  return deed(ctx, async (outer) => {
    // Two moves at once could close a circle that neither of them sees.
    if (input.partOfId) await outer.db.query("SELECT pg_advisory_xact_lock(hashtext('members territories'))");
    return changeRecord(outer, Territory, Kind.TERRITORY, id, revision, input, async (row, tx) => {
      await known(tx, Kind.TERRITORY, [input.partOfId]);
      if (input.partOfId) await standsOutside(tx, input.partOfId, id);
      lies(Object.assign(row, columns));
    });
  });
}

export async function translateTerritory(
  ctx: HubContext,
  id: string,
  revision: number,
  language: Language,
  texts: TerritoryTexts,
  state: TranslationState,
): Promise<Territory> {
  curatorsOnly(ctx, "translate this territory");
  return translateRecord(ctx, Territory, Kind.TERRITORY, id, revision, language, texts, state);
}

/** Brings back an earlier revision of a territory; it stays a part of what it is a part of. */
export async function restoreTerritory(
  ctx: HubContext,
  id: string,
  revision: number,
  to: number,
): Promise<Territory> {
  curatorsOnly(ctx, "restore this territory");
  return restoreRecord(ctx, Territory, Kind.TERRITORY, id, revision, to, ["partOfId"]);
}

const blank = {
  territoryKind: TerritoryKind.OTHER,
  country: null,
  latitude: null,
  longitude: null,
  population: null,
  municipalities: null,
  partOfId: null,
};

/** The columns that the input names, in the form they are stored in. */
function checked(input: TerritoryChange): Partial<Territory> {
  const columns: Partial<Territory> = {};
  if (input.territoryKind) columns.territoryKind = input.territoryKind;
  if (input.country !== undefined) columns.country = input.country && country(input.country);
  checkNumber("population", input.population);
  checkNumber("municipalities", input.municipalities);
  for (const field of ["latitude", "longitude", "population", "municipalities", "partOfId"] as const)
    if (input[field] !== undefined) columns[field] = input[field] as never;
  return columns;
}

/** Makes sure that a point has both its numbers, or none. */
function lies({ latitude, longitude }: { latitude?: number | null; longitude?: number | null }) {
  if ((latitude == null) !== (longitude == null))
    throw badInput("latitude", "A place has a latitude and a longitude, or neither.");
  if (latitude != null && Math.abs(latitude) > 90)
    throw badInput("latitude", "A latitude is a number of degrees from -90 to 90.");
  if (longitude != null && Math.abs(longitude) > 180)
    throw badInput("longitude", "A longitude is a number of degrees from -180 to 180.");
}

/** Makes sure that the larger territory is not the territory itself nor lies within it. */
async function standsOutside(tx: HubContext, larger: string, id: string) {
  const [within] = await tx.db.query(
    `WITH RECURSIVE above(id) AS (
       SELECT $1::uuid UNION SELECT t."partOfId" FROM members.territory t JOIN above a ON t.id = a.id WHERE t."partOfId" IS NOT NULL
     ) SELECT 1 FROM above WHERE id = $2::uuid`,
    [larger, id],
  );
  if (within) throw badInput("partOfId", "A territory cannot be a part of itself or of one of its parts.");
}
