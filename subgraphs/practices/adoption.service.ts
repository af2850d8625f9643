import sql from "sql-template-tag";
import { writesFor } from "../../foundation/access.ts";
import type { HubContext } from "../../foundation/context.ts";
import { deed } from "../../foundation/deeds/deed.ts";
import { known, knownPeople } from "../../foundation/directory.ts";
import { Kind, Visibility } from "../../foundation/enums.ts";
import { EventType, happened } from "../../foundation/events.ts";
import { announce } from "../../foundation/outbox.ts";
import {
  badInput,
  notAllowed,
  notFound,
  Problem,
  signInFirst,
  staleRevision,
} from "../../foundation/problems.ts";
import { write } from "../../foundation/reading.ts";
import { byId, rows } from "../../foundation/rows.ts";
import { checkText } from "../../foundation/texts.ts";
import { isUuid, newId } from "../../foundation/uuid.ts";
import { Adoption } from "./adoption.entity.ts";
import { enter } from "./adoption.history.ts";
import type { AdoptionChange, NewAdoption } from "./adoption.input.ts";
import { mayResult } from "./adoption.lineage.ts";
import { Practice } from "./practice.entity.ts";
import { AdoptionState } from "./practice.enums.ts";

/** Records that an organisation (the viewer's own, unless a curator says otherwise) takes a practice over. */
export async function adoptPractice(
  ctx: HubContext,
  practiceId: string,
  input: NewAdoption,
): Promise<Adoption> {
  const { viewer } = ctx;
  if (viewer.kind === "STRANGER") throw signInFirst("record an adoption");
  const organisationId = input.organisationId ?? viewer.organisation;
  if (!organisationId) throw badInput("organisationId", "Say which organisation adopts the practice.");
  if (!writesFor(viewer, organisationId)) throw notAllowed("record an adoption for another organisation");
  return deed(ctx, async (tx) => {
    const practice = await lockedPractice(tx, practiceId);
    if (!practice) throw notFound("practice", practiceId);
    await known(tx, Kind.ORGANISATION, [organisationId]);
    await knownPeople(tx, [input.contactId]);
    if (practice.ownerId === organisationId)
      throw badInput("organisationId", "An organisation does not adopt its own practice.");
    const [before] = await rows(tx, Adoption, {
      where: [sql`r."practiceId" = ${practiceId}::uuid`, sql`r."organisationId" = ${organisationId}::uuid`],
    });
    if (before)
      throw new Problem(
        "CONFLICT",
        `Your organisation has already recorded this adoption: change it instead.`,
        { id: before.id },
      );
    const now = new Date();
    const ids = { id: newId(), practiceId, organisationId };
    const adoption = { ...blank, ...ids, ...said(input), createdAt: now, updatedAt: now } as Adoption;
    await mayResult(tx, adoption, input.resultingPracticeId);
    await write(tx, tx.db.createQueryBuilder().insert().into(Adoption).values(adoption));
    await enter(tx, null, adoption, input.since);
    await told(tx, practice, adoption, EventType.ADOPTED);
    return adoption;
  });
}

/** Changes an adoption of the viewer's organisation; curators change any. */
export async function changeAdoption(
  ctx: HubContext,
  id: string,
  revision: number,
  change: AdoptionChange,
): Promise<Adoption> {
  if (ctx.viewer.kind === "STRANGER") throw signInFirst("change an adoption");
  return deed(ctx, async (tx) => {
    await tx.db.query("SELECT 1 FROM practices.adoption WHERE id::text = $1 FOR UPDATE", [id]);
    const adoption = await byId(tx, Adoption).load(id);
    if (!adoption) throw notFound("adoption", id);
    if (!writesFor(tx.viewer, adoption.organisationId))
      throw notAllowed("change an adoption of another organisation");
    if (adoption.revision !== revision) throw staleRevision("adoption", revision, adoption);
    await knownPeople(tx, [change.contactId]);
    await mayResult(tx, adoption, change.resultingPracticeId);
    const changes = { ...said(change), revision: revision + 1, updatedAt: new Date() };
    const after = { ...adoption, ...changes } as Adoption;
    const practice = await lockedPractice(tx, adoption.practiceId);
    const update = tx.db
      .createQueryBuilder()
      .update(Adoption)
      .set(changes as Partial<Adoption>);
    await write(tx, update.where("id = :id", { id }));
    await enter(tx, adoption, after, change.on ?? (after.state === STOPPED ? change.until : null));
    if (practice) await told(tx, practice, adoption, EventType.ADOPTION_CHANGED);
    return Object.assign(adoption, changes);
  });
}

/** The practice, locked, so that it is announced as it then is. */
async function lockedPractice(tx: HubContext, id: string): Promise<Practice | null> {
  if (isUuid(id)) await tx.db.query("SELECT 1 FROM practices.practice WHERE id = $1 FOR UPDATE", [id]);
  return byId(tx, Practice).load(id);
}

/** Tells the index of the practice, and people of what has happened to it. */
async function told(tx: HubContext, practice: Practice, adoption: Adoption, type: EventType) {
  await announce(tx.db, Kind.PRACTICE, practice);
  await happened(tx, {
    type,
    kind: Kind.PRACTICE,
    recordId: practice.id,
    aboutType: "Adoption",
    aboutId: adoption.id,
    concerns: [adoption.organisationId, ...practice.topicIds, ...practice.territoryIds],
  });
}

const { STOPPED } = AdoptionState;

const blank = {
  since: null,
  until: null,
  changed: null,
  outcome: null,
  contactId: null,
  resultingPracticeId: null,
  visibility: Visibility.PUBLIC,
  revision: 1,
};

function said(input: AdoptionChange): Partial<Adoption> {
  const { state, since, until, language, changed, outcome, contactId, resultingPracticeId, visibility } =
    input;
  if (since && until && until < since.slice(0, until.length))
    throw badInput("until", "An adoption cannot end before it begins.");
  if (visibility === Visibility.GROUP) throw badInput("visibility", "An adoption is PUBLIC or for MEMBERS.");
  const all = {
    state,
    since,
    until,
    language,
    changed: changed && (checkText("changed", changed) || null),
    outcome: outcome && (checkText("outcome", outcome) || null),
    contactId,
    resultingPracticeId,
    visibility,
  };
  const required = new Set(["state", "language", "visibility"]);
  return Object.fromEntries(
    Object.entries(all).filter(
      ([name, value]) => value !== undefined && !(value === null && required.has(name)),
    ),
  ) as Partial<Adoption>;
}
