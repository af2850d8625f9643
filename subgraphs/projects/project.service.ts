import sql, { type Sql } from "sql-template-tag";
import { matching, orderOf } from "../../foundation/content-fields.ts";
import type { HubContext } from "../../foundation/context.ts";
import { country as countryCode } from "../../foundation/country.ts";
import { changeContent, createContent } from "../../foundation/deeds/content.ts";
import { translate } from "../../foundation/deeds/translating.ts";
import { known } from "../../foundation/directory.ts";
import { Kind, type TranslationState } from "../../foundation/enums.ts";
import type { Language } from "../../foundation/language.ts";
import { notAfter, notBefore } from "../../foundation/partial-date.ts";
import { badInput } from "../../foundation/problems.ts";
import { fewThat, type Order } from "../../foundation/rows.ts";
import { isUuid } from "../../foundation/uuid.ts";
import type { PartnerRow, ProjectPartnerInput } from "./consortium.ts";
import type { OutputRow, ProjectOutputInput } from "./outputs.ts";
import { checkOutputWords, checkPeriod, checkProject } from "./project.checks.ts";
import { Project } from "./project.entity.ts";
import { type NewProject, type ProjectChange, type ProjectFilter, ProjectSort } from "./project.input.ts";
import type { ProjectTexts } from "./project.texts.ts";

/** A ProjectFilter as conditions on the row `r`. */
export function projectsThat(filter: ProjectFilter | null | undefined): Sql[] {
  const where = matching(filter, "projects.project");
  if (filter?.kinds) where.push(sql`r."projectKind" = ANY(${filter.kinds}::text[])`);
  if (filter?.programmes) {
    where.push(sql`lower(r.programme) = ANY(${filter.programmes.map((name) => name.toLowerCase())}::text[])`);
  }
  if (filter?.partnerIds)
    where.push(
      fewThat("projects.project", sql`r."partnerIds" && ${filter.partnerIds.filter(isUuid)}::uuid[]`),
    );
  if (filter?.activeIn != null) {
    const year = yearOf(filter.activeIn);
    where.push(sql`${notAfter("r.start", year)} AND (r."end" IS NULL OR ${notBefore('r."end"', year)})`);
  }
  if (filter?.territoryIds)
    where.push(
      fewThat("projects.project", sql`r."territoryIds" && ${filter.territoryIds.filter(isUuid)}::uuid[]`),
    );
  return where;
}

const byStart: Order = { name: "START", by: `COALESCE(r.start, '')`, type: "text", descending: true };

export const projectOrder = (sort: ProjectSort): Order =>
  sort === ProjectSort.START ? byStart : orderOf(sort as never);

export async function createProject(ctx: HubContext, input: NewProject): Promise<Project> {
  checkProject(input);
  checkPeriod(input.start, input.end);
  const partners = partnerRows(input.partners ?? []);
  const funderIds = input.funderIds ?? [];
  return createContent(
    ctx,
    Project,
    Kind.PROJECT,
    input.language,
    input,
    {
      acronym: wordOf(input.acronym),
      aliases: wordsOf(input.aliases),
      website: wordOf(input.website),
      projectKind: input.projectKind ?? null,
      programme: wordOf(input.programme),
      funderIds,
      partners,
      partnerIds: takingPart(partners, funderIds),
      start: input.start ?? null,
      end: input.end ?? null,
      budget: input.budget ?? null,
      outputRows: outputRows(input.outputs ?? []),
      territoryIds: input.territoryIds ?? [],
    },
    (tx) => projectReferencesKnown(tx, input),
  );
}

export async function changeProject(
  ctx: HubContext,
  id: string,
  revision: number,
  input: ProjectChange,
): Promise<Project> {
  checkProject(input);
  return changeContent(ctx, Project, Kind.PROJECT, id, revision, input, async (project, tx) => {
    await projectReferencesKnown(tx, input);
    if (input.acronym !== undefined) project.acronym = wordOf(input.acronym);
    if (input.aliases) project.aliases = wordsOf(input.aliases);
    if (input.website !== undefined) project.website = wordOf(input.website);
    if (input.projectKind !== undefined) project.projectKind = input.projectKind;
    if (input.programme !== undefined) project.programme = wordOf(input.programme);
    if (input.funderIds) project.funderIds = input.funderIds;
    if (input.partners) project.partners = partnerRows(input.partners);
    project.partnerIds = takingPart(project.partners, project.funderIds);
    if (input.start !== undefined) project.start = input.start;
    if (input.end !== undefined) project.end = input.end;
    checkPeriod(project.start, project.end);
    if (input.budget !== undefined) project.budget = input.budget;
    if (input.outputs) project.outputRows = outputRows(input.outputs);
    if (input.territoryIds) project.territoryIds = input.territoryIds;
  });
}

export async function translateProject(
  ctx: HubContext,
  id: string,
  revision: number,
  language: Language,
  texts: ProjectTexts,
  state: TranslationState,
): Promise<Project> {
  if (texts.outputWords) checkOutputWords(texts.outputWords);
  return translate(ctx, Project, Kind.PROJECT, id, revision, language, texts, state);
}

async function projectReferencesKnown(tx: HubContext, input: ProjectChange) {
  await Promise.all([
    known(tx, Kind.TERRITORY, input.territoryIds),
    known(tx, Kind.ORGANISATION, [
      ...(input.funderIds ?? []),
      ...(input.partners ?? []).map(({ organisationId }) => organisationId),
    ]),
    known(
      tx,
      Kind.RESOURCE,
      input.outputs?.flatMap(({ resourceIds }) => resourceIds ?? []),
    ),
  ]);
}

function yearOf(year: number): string {
  if (year < 1000 || year > 9999) throw badInput("activeIn", "A year has four digits, as 2018.");
  return String(year);
}

const wordOf = (text: string | null | undefined) => text?.trim() || null;

const wordsOf = (texts: readonly string[] | null | undefined) => [
  ...new Set((texts ?? []).map((text) => text.trim()).filter(Boolean)),
];

const takingPart = (partners: readonly PartnerRow[], funderIds: readonly string[]) => [
  ...new Set([...partners.map(({ organisationId }) => organisationId), ...funderIds]),
];

const partnerRows = (partners: readonly ProjectPartnerInput[]): PartnerRow[] =>
  partners.map(({ organisationId, country, countryStated, role, isLead }) => ({
    organisationId,
    country: country ? countryCode(country) : null,
    countryStated: !!country && countryStated !== false,
    role: wordOf(role),
    isLead: isLead === true,
  }));

const outputRows = (outputs: readonly ProjectOutputInput[]): OutputRow[] =>
  outputs.map(({ key, url, resourceIds }) => ({ key, url: wordOf(url), resourceIds: resourceIds ?? [] }));
