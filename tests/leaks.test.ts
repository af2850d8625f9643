import { type Answer, openTestHub, type TestHub, tokens } from "./hub.ts";
import { makeNote } from "./make/annotations.ts";
import { belongs, makeGroup, makeHiddenGroup } from "./make/groups.ts";
import { made } from "./make/made.ts";
import { makeMember } from "./make/members.ts";
import { makePractice } from "./make/practices.ts";
import { makeProject } from "./make/projects.ts";
import { makeCollection, makeResource } from "./make/resources.ts";
import { makeSeries, makeWorkshop } from "./make/workshops.ts";

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

const code = ({ errors }: Answer) => errors?.[0]?.extensions.code;

test("no list of public records can be narrowed by a record that the reader may not see", async () => {
  const hidden = { status: "DRAFT" } as const;
  const [practice, project, workshop, series, group] = await Promise.all([
    makePractice(hub, hidden),
    makeProject(hub, hidden),
    makeWorkshop(hub, hidden),
    makeSeries(hub, hidden),
    makeHiddenGroup(hub),
  ]);
  await makePractice(hub, { projectIds: [project.id] });
  await makeWorkshop(hub, {
    projectIds: [project.id],
    practiceIds: [practice.id],
    seriesId: series.id,
    workingGroupIds: [group.id],
  });
  await makeSeries(hub, { workingGroupIds: [group.id] });
  await makeGroup(hub, { projectIds: [project.id] });
  await makeResource(hub, {
    projectIds: [project.id],
    practiceIds: [practice.id],
    workshopIds: [workshop.id],
    workingGroupIds: [group.id],
  });
  await makeCollection(hub, { items: [{ kind: "PRACTICE", recordId: practice.id }] });
  await makeNote(hub, hub.people.curator, { on: practice.id });

  const filters: [list: string, filter: string, id: string][] = [
    ["practices", "projectIds", project.id],
    ["workshops", "projectIds", project.id],
    ["workshops", "practiceIds", practice.id],
    ["workshops", "seriesIds", series.id],
    ["workshops", "workingGroupIds", group.id],
    ["seriesList", "workingGroupIds", group.id],
    ["workingGroups", "projectIds", project.id],
    ["resources", "projectIds", project.id],
    ["resources", "practiceIds", practice.id],
    ["resources", "workshopIds", workshop.id],
    ["collections", "recordIds", practice.id],
    ["annotations", "recordIds", practice.id],
  ];
  const counts = async (person: { token: string | undefined }) => {
    const found: Record<string, number> = {};
    for (const [list, filter, id] of filters) {
      const { data } = await hub.ask(
        `query L($ids: [ID!]) { ${list}(filter: { ${filter}: $ids }) { totalCount nodes { id } } }`,
        { ids: [id] },
        person,
      );
      expect(data[list].nodes).toHaveLength(data[list].totalCount);
      found[`${list} by ${filter}`] = data[list].totalCount;
    }
    return found;
  };
  const each = (count: number) =>
    Object.fromEntries(filters.map(([list, filter]) => [`${list} by ${filter}`, count]));
  expect(await counts(hub.people.curator)).toEqual(each(1));
  expect(await counts(hub.people.stranger)).toEqual(each(0));
  expect(await counts(hub.people.other)).toEqual(each(0));
});

test("strangers and partners learn no person's id: neither who wrote, nor whom to ask", async () => {
  const { member, stranger, partner, partnerMembers, colleague, curator, pending } = hub.people;
  const practice = await makePractice(hub, { contactId: member.id });
  await makeNote(hub, member, { on: practice.id });
  await hub.ask(
    `mutation Adopt($id: ID!, $contact: ID!) { adoptPractice(practiceId: $id, input: { state: TRYING, language: en, contactId: $contact }) { id } }`,
    { id: practice.id, contact: member.id },
    member,
  );
  const people = async (as: { token: string | undefined }) => {
    const { data, errors } = await hub.ask(
      `query P($id: ID!, $author: [ID!]) {
        practice(id: $id) { contact { id } annotations { nodes { author { id } } } adoptions { nodes { contact { id } } } }
        written: annotations(filter: { recordIds: [$id], authorIds: $author }) { totalCount }
      }`,
      { id: practice.id, author: [member.id] },
      as,
    );
    expect(errors).toBeUndefined();
    const { contact, annotations, adoptions } = data.practice;
    return [contact, annotations.nodes[0].author, adoptions.nodes[0].contact, data.written.totalCount];
  };
  for (const as of [stranger, partner, partnerMembers, pending])
    expect(await people(as)).toEqual([null, null, null, 0]);
  const they = { id: member.id };
  for (const as of [member, colleague, curator]) expect(await people(as)).toEqual([they, they, they, 1]);
});

test.each(["PENDING", "REFUSED", "ERASED"])(
  "where somebody who is %s is named, only administrators learn who it is",
  async (state) => {
    const { member, curator, admin } = hub.people;
    const { alpha, beta } = hub.organisations;
    const name = `Ida ${state}`;
    const { id } = await makeMember(hub, { name, organisationId: beta });
    const them = { id, token: await tokens(hub.passports).member(id) };
    const practice = await makePractice(hub, { contactId: id });
    await hub.tell(
      `mutation A($id: ID!, $contactId: ID!, $organisationId: ID!) { adoptPractice(practiceId: $id, input: {
        state: TRYING, language: en, contactId: $contactId, organisationId: $organisationId }) { id } }`,
      { id: practice.id, contactId: id, organisationId: beta },
    );
    await makeNote(hub, them, { on: practice.id });
    const flagged = await makeNote(hub, member, { on: practice.id });
    const flag = 'mutation F($id: ID!) { flagAnnotation(id: $id, reason: "Why not?") { id } }';
    await hub.ask(flag, { id: flagged.id }, them);
    const group = await makeGroup(hub, { leadIds: [member.id, id], ownerId: alpha });

    const { made } = await hub.tell("query R($id: ID!) { made: member(id: $id) { revision } }", { id });
    await (state === "ERASED"
      ? hub.ask(
          "mutation E($id: ID!, $revision: Int!, $name: String!) { eraseMember(id: $id, revision: $revision, confirm: $name) }",
          { id, ...made, name },
          admin,
        )
      : hub.tell(
          "mutation S($id: ID!, $revision: Int!, $state: MemberState) { changeMember(id: $id, revision: $revision, input: { state: $state }) { state } }",
          { id, ...made, state },
        ));

    const seen = (as: { token: string | undefined }) =>
      hub.ask(
        `query P($practice: ID!, $group: ID!, $note: ID!, $them: ID!) {
          practice(id: $practice) {
            contact { id } adoptions { nodes { contact { id } } } annotations { nodes { body author { id } } }
          }
          workingGroup(id: $group) { memberCount leads { id } memberships { totalCount nodes { member { id } } } }
          annotation(id: $note) { moderationLog { nodes { byMember actor { id } } } }
          written: annotations(filter: { recordIds: [$practice], authorIds: [$them] }) { totalCount }
          member(id: $them) { id }
          members(first: 100, states: [ACTIVE, PENDING, REFUSED, FORMER]) { nodes { id } }
        }`,
        { practice: practice.id, group: group.id, note: flagged.id, them: id },
        as,
      );
    for (const as of [member, curator]) {
      const answer = await seen(as);
      expect(answer.errors).toBeUndefined();
      expect(JSON.stringify(answer)).not.toContain(id);
      expect(answer.data).toMatchObject({
        practice: { contact: null, adoptions: { nodes: [{ contact: null }] } },
        workingGroup: {
          memberCount: 1,
          leads: [{ id: member.id }],
          memberships: { totalCount: 1, nodes: [{ member: { id: member.id } }] },
        },
        annotation: { moderationLog: as === curator ? { nodes: [{ byMember: true, actor: null }] } : null },
        written: { totalCount: 0 },
        member: null,
      });
      expect(answer.data.practice.annotations.nodes).toContainEqual({
        body: "We tried this too.",
        author: null,
      });
    }
    const { data } = await seen(admin);
    expect(data).toMatchObject({ written: { totalCount: 1 }, member: { id } });
    expect(data.practice.annotations.nodes).toContainEqual({ body: "We tried this too.", author: { id } });
  },
);

test("the owner's members change a draft meant for a group they may not see, and do not learn which", async () => {
  const hidden = await makeHiddenGroup(hub);
  const own = await makeGroup(hub);
  const draft = await makePractice(hub, {
    status: "DRAFT",
    ownerId: hub.organisations.alpha,
    visibility: "GROUP",
    groupIds: [hidden.id],
  });
  const change = (revision: number, input: object) =>
    hub.ask(
      `mutation C($id: ID!, $revision: Int!, $input: PracticeChange!) { changePractice(id: $id, revision: $revision, input: $input) { visibility audience { id } } }`,
      { id: draft.id, revision, input },
      hub.people.member,
    );
  const changed = await change(draft.revision, { texts: { summary: "Better." } });
  expect(changed).toEqual({ data: { changePractice: { visibility: "GROUP", audience: [] } } });
  for (const groupIds of [[hidden.id, own.id], [(await makeHiddenGroup(hub)).id]])
    expect(code(await change(draft.revision + 1, { groupIds }))).toBe("UNKNOWN_REFERENCE");
  expect(code(await change(draft.revision + 1, { groupIds: [own.id] }))).toBeUndefined();
});

test("who may come into a group that has been published is for its leads and curators to say, not for its owner's members", async () => {
  const { member, colleague, curator, other } = hub.people;
  const group = await makeGroup(hub, {
    joinPolicy: "BY_INVITATION",
    ownerId: hub.organisations.alpha,
    leadIds: [colleague.id],
  });
  await belongs(hub, other, group);
  const secret = await makePractice(hub, { visibility: "GROUP", groupIds: [group.id] });
  let revision = group.revision;
  const open = (as: { token: string | undefined }, joinPolicy = "OPEN") =>
    hub.ask(
      "mutation O($id: ID!, $revision: Int!, $joinPolicy: JoinPolicy) { changeWorkingGroup(id: $id, revision: $revision, input: { joinPolicy: $joinPolicy }) { joinPolicy revision } }",
      { id: group.id, revision, joinPolicy },
      as,
    );
  expect(code(await open(member))).toBe("FORBIDDEN");
  expect(code(await open(member, "BY_INVITATION"))).toBeUndefined();
  revision += 1;
  expect(
    code(await hub.ask("mutation J($id: ID!) { joinWorkingGroup(id: $id) { state } }", group, member)),
  ).toBe("FORBIDDEN");
  const seen = await hub.ask("query S($id: ID!) { practice(id: $id) { id } }", secret, member);
  expect(seen.data.practice).toBeNull();
  expect((await open(colleague)).data.changeWorkingGroup.joinPolicy).toBe("OPEN");
  revision += 1;
  expect((await open(curator, "ON_REQUEST")).data.changeWorkingGroup.joinPolicy).toBe("ON_REQUEST");

  const draft = await made(hub, "WorkingGroup", { status: "DRAFT", ownerId: hub.organisations.alpha });
  const drafted = await hub.ask(
    "mutation O($id: ID!, $revision: Int!) { changeWorkingGroup(id: $id, revision: $revision, input: { joinPolicy: OPEN }) { joinPolicy } }",
    draft,
    member,
  );
  expect(drafted.data.changeWorkingGroup.joinPolicy).toBe("OPEN");
});
