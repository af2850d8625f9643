import sql, { raw, type Sql } from "sql-template-tag";
import { matching, orderOf } from "../../foundation/content-fields.ts";
import type { HubContext } from "../../foundation/context.ts";
import { changeContent, createContent } from "../../foundation/deeds/content.ts";
import { known, knownPeople, visibleAmong } from "../../foundation/directory.ts";
import { Kind } from "../../foundation/enums.ts";
import { placesLike } from "../../foundation/likeness.ts";
import { badInput } from "../../foundation/problems.ts";
import { fewThat, type Order } from "../../foundation/rows.ts";
import { checkText } from "../../foundation/texts.ts";
import { isUuid } from "../../foundation/uuid.ts";
import { Adoption } from "./adoption.entity.ts";
import { Practice } from "./practice.entity.ts";
import {
  type NewPractice,
  type PracticeChange,
  type PracticeFilter,
  PracticeSort,
} from "./practice.input.ts";
import { checkSheet } from "./sheet.check.ts";
import type { OutcomeInput, OutcomeRow, PartnerRow, PracticePartnerInput } from "./sheet.ts";

/** A PracticeFilter as conditions on the row `r`. Throws UNKNOWN_REFERENCE. */
export async function practicesThat(
  ctx: HubContext,
  filter: PracticeFilter | null | undefined,
): Promise<Sql[]> {
  const where = matching(filter, "practices.practice");
  if (filter?.states) where.push(sql`r.state = ANY(${filter.states}::text[])`);
  if (filter?.territoryIds)
    where.push(
      fewThat("practices.practice", sql`r."territoryIds" && ${filter.territoryIds.filter(isUuid)}::uuid[]`),
    );
  if (filter?.projectIds)
    where.push(fewThat("practices.practice", sql`r."projectIds" && ${visibleAmong(ctx, filter.projectIds)}`));
  if (filter?.adopted !== null && filter?.adopted !== undefined) {
    const count = raw(`r."${Adoption.countedFor(ctx.viewer)}"`);
    where.push(filter.adopted ? sql`${count} > 0` : sql`${count} = 0`);
  }
  if (filter?.adoptedByCitiesLike) {
    const alike = sql`a."organisationId" = ANY(${await placesLike(ctx, filter.adoptedByCitiesLike)})`;
    where.push(
      sql`r.id = ANY(ARRAY(SELECT a."practiceId" FROM practices.adoption a WHERE ${alike} AND ${Adoption.audience(ctx.viewer, "a")}))`,
    );
  }
  return where;
}

const byStart: Order = { name: "START", by: `COALESCE(r.start, '')`, type: "text", descending: true };

export function practiceOrder({ viewer }: HubContext, sort: PracticeSort): Order {
  if (sort === PracticeSort.START) return byStart;
  if (sort !== PracticeSort.MOST_ADOPTED) return orderOf(sort as never);
  return { name: sort, by: `r."${Adoption.countedFor(viewer)}"`, type: "int", descending: true };
}

export function createPractice(ctx: HubContext, input: NewPractice): Promise<Practice> {
  checkPractice(input);
  return createContent(
    ctx,
    Practice,
    Kind.PRACTICE,
    input.language,
    input,
    {
      territoryIds: input.territoryIds ?? [],
      projectIds: input.projectIds ?? [],
      partners: partnerRows(input.partners ?? []),
      contactId: input.contactId ?? null,
      start: input.start ?? null,
      end: input.end ?? null,
      state: input.state ?? null,
      stateCheckedOn: input.stateCheckedOn ?? null,
      budget: input.budget ?? null,
      outcomeRows: outcomeRows(input.outcomes ?? []),
      transferability: input.transferability ?? null,
      tools: input.tools ?? [],
      publicAdoptions: 0,
      allAdoptions: 0,
    },
    (tx) => practiceReferencesKnown(tx, input),
  );
}

export function changePractice(
  ctx: HubContext,
  id: string,
  revision: number,
  input: PracticeChange,
): Promise<Practice> {
  checkPractice(input);
  return changeContent(ctx, Practice, Kind.PRACTICE, id, revision, input, async (practice, tx) => {
    await practiceReferencesKnown(tx, input);
    if (input.territoryIds) practice.territoryIds = input.territoryIds;
    if (input.projectIds) practice.projectIds = input.projectIds;
    if (input.partners) practice.partners = partnerRows(input.partners);
    if (input.contactId !== undefined) practice.contactId = input.contactId;
    if (input.start !== undefined) practice.start = input.start;
    if (input.end !== undefined) practice.end = input.end;
    if (input.state !== undefined) practice.state = input.state;
    if (input.stateCheckedOn !== undefined) practice.stateCheckedOn = input.stateCheckedOn;
    if (input.budget !== undefined) practice.budget = input.budget;
    if (input.outcomes) practice.outcomeRows = outcomeRows(input.outcomes);
    if (input.transferability !== undefined) practice.transferability = input.transferability;
    if (input.tools) practice.tools = input.tools;
  });
}

async function practiceReferencesKnown(tx: HubContext, input: PracticeChange) {
  await knownPeople(tx, [input.contactId]);
  await Promise.all([
    known(tx, Kind.TERRITORY, input.territoryIds),
    known(tx, Kind.PROJECT, input.projectIds),
    known(
      tx,
      Kind.ORGANISATION,
      input.partners?.map(({ organisationId }) => organisationId),
    ),
  ]);
}

function checkPractice(input: PracticeChange) {
  const { start, end, budget, outcomes, tools, partners } = input;
  if (start && end && end < start.slice(0, end.length))
    throw badInput("end", "A practice cannot end before it begins.");
  if (budget && !/^[A-Z]{3}$/.test(budget.currency))
    throw badInput("budget.currency", "A currency is an ISO 4217 code such as EUR.");
  if (budget?.minimum != null && budget.maximum != null && budget.maximum < budget.minimum) {
    throw badInput("budget.maximum", "The highest cost cannot be below the lowest.");
  }
  for (const { evidence } of outcomes ?? []) {
    const design = evidence?.design;
    if (design !== undefined && (design < 0 || design > 5))
      throw badInput("evidence.design", "The design is a number from 0 to 5 (Maryland scale).");
  }
  const keys = (outcomes ?? []).map(({ key }) => key);
  if (new Set(keys).size < keys.length) throw badInput("outcomes", "Two outcomes have the same key.");
  for (const tool of tools ?? []) checkText("tools", tool, 200);
  for (const { role } of partners ?? []) if (role) checkText("partners.role", role, 500);
  checkSheet(input);
}

const partnerRows = (partners: readonly PracticePartnerInput[]): PartnerRow[] =>
  partners.map(({ organisationId, role, support }) => ({
    organisationId,
    role: role ?? null,
    support: support ?? [],
  }));

const outcomeRows = (outcomes: readonly OutcomeInput[]): OutcomeRow[] =>
  outcomes.map(({ key, before, after, period, direction, evidence }) => ({
    key,
    before: before ?? null,
    after: after ?? null,
    period: period ?? null,
    direction: direction ?? null,
    evidence: evidence ?? null,
  }));
