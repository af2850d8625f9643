import type { HubContext } from "../../foundation/context.ts";
import { country } from "../../foundation/country.ts";
import { deed } from "../../foundation/deeds/deed.ts";
import { changeRecord, createRecord } from "../../foundation/deeds/reference-data.ts";
import { translateRecord } from "../../foundation/deeds/translating.ts";
import { known } from "../../foundation/directory.ts";
import { Kind, type TranslationState } from "../../foundation/enums.ts";
import type { Language } from "../../foundation/language.ts";
import { badInput, notAllowed, signInFirst } from "../../foundation/problems.ts";
import { restoreRecord } from "../../foundation/restoring.ts";
import { checkText } from "../../foundation/texts.ts";
import { isMember } from "../../foundation/viewer.ts";
import { Organisation } from "./organisation.entity.ts";
import { OrganisationKind } from "./place.enums.ts";
import type { NewOrganisation, OrganisationChange } from "./place.input.ts";
import { checkNumber, curatorsOnly, looksAfterPlaces } from "./place.service.ts";
import type { OrganisationTexts } from "./place.texts.ts";

export async function createOrganisation(ctx: HubContext, input: NewOrganisation): Promise<Organisation> {
  curatorsOnly(ctx, "create an organisation");
  const columns = { ...blank, ...checked(input) };
  return deed(ctx, async (tx) => {
    await known(tx, Kind.TERRITORY, [input.territoryId]);
    return createRecord(tx, Organisation, Kind.ORGANISATION, input.language, input, columns);
  });
}

/** Changes an organisation. Its own members change its texts, and nothing else. */
export async function changeOrganisation(
  ctx: HubContext,
  id: string,
  revision: number,
  input: OrganisationChange,
): Promise<Organisation> {
  mayWriteTexts(ctx, id, "change this organisation");
  const beyondTexts = Object.entries(input).some(
    ([field, value]) => field !== "texts" && value !== undefined,
  );
  if (beyondTexts) curatorsOnly(ctx, "change more of this organisation than its texts");
  const columns = checked(input);
  return changeRecord(ctx, Organisation, Kind.ORGANISATION, id, revision, input, async (row, tx) => {
    await known(tx, Kind.TERRITORY, [input.territoryId]);
    Object.assign(row, columns);
  });
}

/** Adds or replaces the texts of one language. Members do so for their own organisation. */
export async function translateOrganisation(
  ctx: HubContext,
  id: string,
  revision: number,
  language: Language,
  texts: OrganisationTexts,
  state: TranslationState,
): Promise<Organisation> {
  mayWriteTexts(ctx, id, "translate this organisation");
  return translateRecord(ctx, Organisation, Kind.ORGANISATION, id, revision, language, texts, state);
}

/** Brings back an earlier revision of an organisation; by its own members its texts alone. */
export async function restoreOrganisation(
  ctx: HubContext,
  id: string,
  revision: number,
  to: number,
): Promise<Organisation> {
  mayWriteTexts(ctx, id, "restore this organisation");
  const beyondTexts = looksAfterPlaces(ctx) ? [] : beside;
  return restoreRecord(ctx, Organisation, Kind.ORGANISATION, id, revision, to, beyondTexts);
}

function mayWriteTexts(ctx: HubContext, id: string, what: string) {
  const { viewer } = ctx;
  if (viewer.kind === "STRANGER") throw signInFirst(what);
  const theirOwn = isMember(viewer) && viewer.organisation === id;
  if (!theirOwn && !looksAfterPlaces(ctx)) throw notAllowed(what);
}

const blank = {
  organisationKind: OrganisationKind.OTHER,
  aliases: [],
  country: null,
  territoryId: null,
  population: null,
  networkMember: null,
  website: null,
};

/** What an organisation has beside its texts. */
const beside = [...(Object.keys(blank) as (keyof typeof blank)[]), "provenance" as const];

/** The columns that the input names, in the form they are stored in. */
function checked(input: OrganisationChange): Partial<Organisation> {
  const columns: Partial<Organisation> = {};
  if (input.organisationKind) columns.organisationKind = input.organisationKind;
  if (input.aliases) columns.aliases = aliases(input.aliases);
  if (input.country !== undefined) columns.country = input.country && country(input.country);
  if (input.territoryId !== undefined) columns.territoryId = input.territoryId;
  checkNumber("population", input.population);
  if (input.population !== undefined) columns.population = input.population;
  if (input.networkMember !== undefined) columns.networkMember = input.networkMember;
  if (input.website !== undefined) columns.website = input.website && website(input.website);
  return columns;
}

function aliases(names: readonly string[]): string[] {
  if (names.length > 50) throw badInput("aliases", "An organisation has at most 50 other names.");
  return [...new Set(names.map((name) => checkText("aliases", name, 200)).filter(Boolean))];
}

function website(address: string): string {
  const text = checkText("website", address, 1000);
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text))
    throw badInput("website", "A website is an address that begins with https:// or http://.");
  return text;
}
