import { type Front, openFront, type Topology } from "./front.ts";

describe.each<Topology>(["in process", "over HTTP"])("with rooms %s", (topology) => {
  let front: Front;
  beforeAll(async () => {
    front = await openFront({ topology });
  });
  afterAll(() => front.close());

  test("one query crosses three rooms and comes back in the order in which it was asked", async () => {
    const { data, errors } = await front.ask(`{
      practices(first: 1) { shown title lead { name workshops { title practices(first: 1) { id reviews } } } id }
    }`);
    expect(errors).toBeUndefined();
    expect(JSON.stringify(data.practices[0])).toBe(
      '{"shown":1,"title":"Title of p1","lead":{"name":"Member m2","workshops":[{"title":"Workshop w3","practices":[{"id":"p4","reviews":["review 1 of p4"]}]}]},"id":"p1"}',
    );
  });

  test("unions and interfaces whose types live in different rooms", async () => {
    const { data, errors } = await front.ask(`{
      things { __typename ... on Practice { title maturity lead { nick } } ... on Note { text } ... on Workshop { host { hosted } called: title } }
      agenda { id ... on Meeting { place } ... on Workshop { text } }
      node(id: "n2") { id ... on Content { title ... on Note { text } } }
    }`);
    expect(errors).toBeUndefined();
    expect(data.things.slice(0, 3)).toEqual([
      { __typename: "Note", text: 1 },
      { __typename: "Workshop", host: { hosted: 2 }, called: "Workshop w2" },
      { __typename: "Practice", title: "Title of p3", maturity: null, lead: { nick: "nick m4" } },
    ]);
    expect(data.agenda[3]).toBeNull();
    expect(data.agenda[1]).toEqual({ id: "g2", place: "Turin" });
    expect(data.node).toEqual({ id: "n2", title: "Title of n2", text: 2 });
  });

  test("lists in lists keep their shape, holes included", async () => {
    const { data } = await front.ask("{ grid { id shown reviews } }");
    expect(data.grid).toEqual([
      [
        { id: "p1", shown: 1, reviews: ["review 1 of p1"] },
        null,
        { id: "p2", shown: 2, reviews: ["review 1 of p2"] },
      ],
      [],
      [{ id: "p1", shown: 1, reviews: ["review 1 of p1"] }],
    ]);
  });

  test("an alias may bear the name of a key, of another field, or of __typename and changes nothing", async () => {
    const { data, errors } = await front.ask(`{
      practices(first: 1) { id: title title: id __typename: maturity reviews stats { a: b b: a } owner { id: name name: id nick } }
    }`);
    expect(errors).toBeUndefined();
    expect(data.practices).toEqual([
      {
        id: "Title of p1",
        title: "p1",
        __typename: "TRIED",
        reviews: ["review 1 of p1"],
        stats: { a: 2, b: 1 },
        owner: { id: "Member m1", name: "m1", nick: "nick m1" },
      },
    ]);
  });

  test("an alias named __proto__ is an alias like any other", async () => {
    const { data } = await front.ask("{ me { __proto__: nick } }");
    expect(Object.entries(data.me)).toEqual([["__proto__", "nick m1"]]);
  });

  test("the same field with different arguments, under different names", async () => {
    const { data } = await front.ask(
      `query($long: Int!) {
      practice(id: "p1") { short: summary(length: 3) summary(length: $long) one: reviews(first: 1) two: reviews(first: 2) }
    }`,
      { long: 9 },
    );
    expect(data.practice).toEqual({
      short: "Sum",
      summary: "Summary o",
      one: ["review 1 of p1"],
      two: ["review 1 of p1", "review 2 of p1"],
    });
  });

  test("variables with defaults, given, left out, null, and named like the planner's own", async () => {
    const query = `query($representations: Int! = 1, $__batch_reps_0: Boolean = true) {
      practices(first: $representations) { title lead { name(upper: $__batch_reps_0) } stats { by { nick } } }
      node(id: "p1") { id }
    }`;
    expect((await front.ask(query)).data.practices).toEqual([
      { title: "Title of p1", lead: { name: "MEMBER m2" }, stats: { by: { nick: "nick m1" } } },
    ]);
    expect(
      (await front.ask(query, { representations: 2, __batch_reps_0: false })).data.practices,
    ).toHaveLength(2);
    expect((await front.ask(query, { __batch_reps_0: null })).data.practices[0].lead).toEqual({
      name: "Member m2",
    });
  });

  test("a variable of the wrong type is told before any room is asked", async () => {
    const { data, errors } = await front.ask("query($id: ID!) { practice(id: $id) { title } }", {
      id: { no: 1 },
    });
    expect(data).toBeUndefined();
    expect(errors![0]!.extensions.code).toBe("BAD_USER_INPUT");
  });

  test("of several operations the named one is executed", async () => {
    const text = "query A { me { id } } query B { members(first: 1) { id } }";
    expect((await front.ask(text, {}, {}, "B")).data).toEqual({ members: [{ id: "m1" }] });
    expect((await front.ask(text, {}, {}, "A")).data).toEqual({ me: { id: "m1" } });
    expect((await front.ask(text)).errors![0]!.extensions.code).toBe("OPERATION_RESOLUTION_FAILURE");
    expect((await front.ask("query A { me { id } }", {}, {}, "C")).errors![0]!.extensions.code).toBe(
      "OPERATION_RESOLUTION_FAILURE",
    );
  });

  test("@skip and @include by variables, on fields and fragments, several times", async () => {
    const query = `query($no: Boolean!, $yes: Boolean = true) {
      me { id @skip(if: $yes) name @include(if: $yes) ...More @include(if: $no) nick @skip(if: false) nick @include(if: $no) }
      practices @include(if: $no) { title }
      empty: practice(id: "p1") { title @skip(if: $yes) }
    } fragment More on Member { hosted }`;
    expect((await front.ask(query, { no: false })).data).toEqual({
      me: { name: "Member m1", nick: "nick m1" },
      empty: {},
    });
    expect((await front.ask(query, { no: true, yes: false })).data).toMatchObject({
      me: { id: "m1", hosted: 1, nick: "nick m1" },
      empty: { title: "Title of p1" },
    });
    expect((await front.ask("query($s: Boolean!) { me @skip(if: $s) { id } }", { s: true })).data).toEqual(
      {},
    );
    expect(
      (await front.ask("query($s: Boolean = true) { me @skip(if: $s) { id } }", { s: null })).errors![0]!
        .extensions.code,
    ).toBe("BAD_USER_INPUT");
  });

  test("introspection is answered by the gateway, beside what rooms answer", async () => {
    const { data, errors } = await front.ask(
      `query($name: String!) {
      a: __schema { queryType { name } } __type(name: $name) { ...T } b: __type(name: "Nothing") { name } me { id __typename } __typename
    } fragment T on __Type { kind fields { name } }`,
      { name: "Country" },
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      a: { queryType: { name: "Query" } },
      __type: { kind: "OBJECT", fields: [{ name: "code" }] },
      b: null,
      me: { id: "m1", __typename: "Member" },
      __typename: "Query",
    });
  });

  test("deeds are done one after the other, each with all that was asked of it", async () => {
    front.graph.deeds.done.length = 0;
    const { data, errors } = await front.ask(
      `mutation($t: String!) {
      a: addPractice(title: $t) { owner { name workshops { title } } }
      b: addMember(name: "two") { id }
      ...More
    } fragment More on Mutation { c: addPractice(title: $t) { lead { name } } addWorkshop(title: "four") { host { nick } } }`,
      { t: "x" },
    );
    expect(errors).toBeUndefined();
    expect(Object.keys(data)).toEqual(["a", "b", "c", "addWorkshop"]);
    expect(data.a.owner).toEqual({ name: "Member m1", workshops: [{ title: "Workshop w2" }] });
    expect(front.graph.deeds.done).toEqual([
      "practice x begins",
      "practice x",
      "member two",
      "practice x begins",
      "practice x",
      "workshop four",
    ]);
  });

  test("a deed that fails leaves the others standing", async () => {
    const { data, errors } = await front.ask(
      'mutation { refusePractice { id } addMember(name: "y") { id } }',
    );
    expect(data).toEqual({ refusePractice: null, addMember: { id: "m2" } });
    expect(errors!.map(({ path }) => path)).toEqual([["refusePractice"]]);
  });

  test("an entity that stands in several places is asked for once, and its error told at each", async () => {
    const { data, errors } = await front.ask(`{
      a: members(first: 5) { boss { id } nick }
      practices(first: 4) { topics { keeper { nick } } }
    }`);
    expect(data.a[4]).toEqual({ boss: { id: "m1" }, nick: null });
    expect(errors!.map(({ path }) => path!.join("."))).toEqual(
      expect.arrayContaining([
        "a.4.nick",
        "practices.2.topics.1.keeper.nick",
        "practices.3.topics.0.keeper.nick",
      ]),
    );
    expect(errors).toHaveLength(3);
  });

  test("a null where none may be takes its parent, and is told once, at its place", async () => {
    const { data, errors } = await front.ask(`{
      page(first: 2) { totalCount edges { node { id fragile } } }
      agenda { id title host { nick } }
    }`);
    expect(data.page).toEqual({ totalCount: 8, edges: null });
    expect(data.agenda[5]).toBeNull();
    expect(errors!.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        ["page", "edges", 1, "node", "fragile"],
        ["agenda", 5, "host"],
      ]),
    );
  });

  test("a field that takes the whole answer with it is the only one of its room with an error", async () => {
    const { data, errors } = await front.ask("{ practices { id } broken page { totalCount } }");
    expect(data).toBeNull();
    expect(errors!.map(({ path }) => path)).toEqual([["broken"]]);
  });

  test("so is one that takes its entity with it", async () => {
    const { data, errors } = await front.ask(
      "{ workshops(first: 3) { practices(first: 2) { title fragile maturity topics { label } } } }",
    );
    expect(data).toBeNull();
    expect(new Set(errors!.map(({ path }) => path!.at(-1)))).toEqual(new Set(["fragile"]));
  });

  test("an error keeps its place under an alias, and under both when a value was asked for twice", async () => {
    const { errors } = await front.ask('{ x: practice(id: "p3") { one: summary two: summary } }');
    expect(errors!.map(({ path }) => path)).toEqual([
      ["x", "one"],
      ["x", "two"],
    ]);
  });

  test("what rooms say of their insides stays inside", async () => {
    const { data, errors } = await front.ask("{ doubtful me { id } }");
    expect(data).toEqual({ doubtful: null, me: { id: "m1" } });
    const { message, extensions } = errors![0]!;
    expect(message).toBe(`Something went wrong in the hub. Quote the id ${extensions.id} if you report it.`);
    expect(extensions).toEqual({ code: "INTERNAL_SERVER_ERROR", id: expect.any(String) });
    expect(JSON.stringify(errors)).not.toContain("secret");
  });

  test("a thousand callers at once get a thousand answers of their own", async () => {
    const answers = await Promise.all(
      Array.from({ length: 1_000 }, async (_, index) => {
        const { data } = await front.ask("{ whoami practices(first: 1) { lead { name } } }", undefined, {
          authorization: `Bearer viewer-${index}`,
        });
        return data.whoami as string;
      }),
    );
    expect(answers).toEqual(Array.from({ length: 1_000 }, (_, index) => `viewer-${index}`));
  });
});
