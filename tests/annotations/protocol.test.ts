import { request } from "undici";
import { openTestHub, type Person, PUBLIC_URL, type TestHub } from "../hub.ts";
import { anchorAll } from "../make/anchors.ts";
import { makeNote, makeReply } from "../make/annotations.ts";
import { belongs, makeGroup } from "../make/groups.ts";
import type { Made } from "../make/made.ts";
import { makePractice } from "../make/practices.ts";

const LD = "application/ld+json";
const PROFILED = `${LD}; profile="http://www.w3.org/ns/anno.jsonld"`;
const CONTAINER = `${PUBLIC_URL}/annotations/`;
const LESSONS = "Residents 👮 report more when they hear what became of their report.";

let hub: TestHub;
let practice: Made;
beforeAll(async () => {
  hub = await openTestHub();
  practice = await makePractice(hub, { title: "An app", texts: { summary: "Apps.", lessons: LESSONS } });
});
afterAll(() => hub.close());

interface Wish {
  method?: "GET" | "HEAD" | "OPTIONS" | "POST" | "PUT" | "DELETE" | "PATCH";
  as?: Person | undefined;
  headers?: Record<string, string>;
  body?: unknown;
}

/** Asks for what an IRI of the hub stands for, as a stranger unless a person is given. */
async function at(iri: string, { method = "GET", as, headers = {}, body }: Wish = {}) {
  expect(iri.startsWith(PUBLIC_URL)).toBe(true);
  const {
    statusCode,
    headers: answered,
    body: answer,
  } = await request(new URL(iri.slice(PUBLIC_URL.length), hub.address), {
    method,
    headers: {
      ...(as?.token ? { authorization: `Bearer ${as.token}` } : {}),
      ...(body === undefined ? {} : { "content-type": LD }),
      ...headers,
    },
    body: body === undefined ? null : typeof body === "string" ? body : JSON.stringify(body),
  });
  const text = await answer.text();
  const header = (name: string) => String(answered[name] ?? "");
  const json = /json/.test(header("content-type")) && text ? JSON.parse(text) : null;
  return { status: statusCode, header, text, json };
}

const record = () => `${PUBLIC_URL}/records/practice/${practice.id}`;
const text = () => `${record()}/en/lessons`;
const iriOf = ({ id }: { id: string }) => `${CONTAINER}${id}`;
const post = (more: object, wish: Wish = {}) =>
  at(CONTAINER, {
    method: "POST",
    as: hub.people.member,
    body: { "@context": "http://www.w3.org/ns/anno.jsonld", type: "Annotation", target: record(), ...more },
    ...wish,
  });

const passage = {
  type: "SpecificResource",
  selector: [
    { type: "TextQuoteSelector", exact: "report more", prefix: "Residents 👮 ", suffix: " when they" },
    { type: "TextPositionSelector", start: 12, end: 23 },
  ],
};

describe("what the public test suite of the protocol asserts of a container", () => {
  beforeAll(async () => {
    for (let i = 0; i < 101; i++)
      await makeNote(hub, hub.people.member, { on: practice.id, body: `Note ${i}.` });
  });

  test("it ends in a slash, supports GET, HEAD and OPTIONS, and says so in Allow", async () => {
    expect(CONTAINER).toMatch(/\/$/);
    for (const method of ["GET", "HEAD", "OPTIONS"] as const) {
      const { status, header, text } = await at(CONTAINER, { method });
      expect([method, status]).toEqual([method, 200]);
      expect(header("allow")).toBe("GET, HEAD, OPTIONS, POST");
      expect(header("accept-post")).toContain(PROFILED);
      expect(header("link")).toContain('<http://www.w3.org/ns/ldp#BasicContainer>; rel="type"');
      expect(header("link")).toContain(
        '<http://www.w3.org/TR/annotation-protocol/>; rel="http://www.w3.org/ns/ldp#constrainedBy"',
      );
      expect(header("vary")).toMatch(/accept/);
      if (method !== "GET") expect(text).toBe("");
      if (method !== "OPTIONS") expect(header("etag")).toMatch(/^"\w+"$/);
    }
  });

  test("it describes itself in JSON-LD by default, as BasicContainer and AnnotationCollection, with its pages", async () => {
    const { json, header } = await at(CONTAINER);
    expect(header("content-type")).toBe(PROFILED);
    expect(json).toMatchObject({
      "@context": ["http://www.w3.org/ns/anno.jsonld", "http://www.w3.org/ns/ldp.jsonld"],
      id: `${CONTAINER}?iris=0`,
      type: ["BasicContainer", "AnnotationCollection"],
      first: `${CONTAINER}?iris=0&page=0`,
    });
    expect(json.total).toBeGreaterThan(100);
    expect(json.last).toMatch(/\?iris=0&page=[\w-]{36}$/);
    expect(json).not.toHaveProperty("items");
    expect(json).not.toHaveProperty("ldp:contains");
    expect(header("content-location")).toBe(json.id);
    expect(header("vary")).toMatch(/prefer/);
    expect(header("prefer")).toBe("");
    expect((await at(json.id)).json).toEqual(json);
  });

  test("it answers as is preferred: minimal, with IRIs, or with whole notes", async () => {
    const preferring = (...names: string[]) =>
      at(CONTAINER, { headers: { prefer: `return=representation; include="${names.join(" ")}"` } });
    const minimal = await preferring("http://www.w3.org/ns/ldp#PreferMinimalContainer");
    expect(minimal.header("preference-applied")).toBe("return=representation");
    expect(minimal.json).toMatchObject({ first: `${CONTAINER}?iris=0&page=0`, total: expect.any(Number) });
    expect(minimal.json).toHaveProperty("last");
    const both = await preferring(
      "http://www.w3.org/ns/ldp#PreferMinimalContainer",
      "http://www.w3.org/ns/oa#PreferContainedIRIs",
    );
    expect(both.json).toMatchObject({ id: `${CONTAINER}?iris=1`, first: `${CONTAINER}?iris=1&page=0` });

    const iris = await preferring("http://www.w3.org/ns/oa#PreferContainedIRIs");
    expect(iris.header("content-location")).toBe(`${CONTAINER}?iris=1`);
    expect(iris.json.first).toMatchObject({ type: "AnnotationPage", id: `${CONTAINER}?iris=1&page=0` });
    expect(iris.json.first.items).toHaveLength(50);
    expect(iris.json.first.items[0]).toMatch(CONTAINER);

    const whole = await preferring("http://www.w3.org/ns/oa#PreferContainedDescriptions");
    expect(whole.json.first.items).toHaveLength(50);
    expect(whole.json.first.items[0]).toMatchObject({
      "@context": expect.arrayContaining(["http://www.w3.org/ns/anno.jsonld"]),
      id: iris.json.first.items[0],
      type: "Annotation",
    });
  });

  test("its pages are part of it, lead to the next and the previous one, and hold every note once", async () => {
    for (const view of ["0", "1"]) {
      const container = (await at(`${CONTAINER}?iris=${view}`)).json;
      const seen: string[] = [];
      let previous: string | undefined;
      let last: string | undefined;
      for (let iri: string | undefined = container.first; iri; ) {
        const page: {
          json: Record<string, never> & { items: (string | { id: string })[]; next?: string; prev?: string };
        } = await at(iri);
        expect(page.json).toMatchObject({ id: iri, type: "AnnotationPage" });
        expect(page.json.partOf).toEqual({
          id: container.id,
          type: "AnnotationCollection",
          total: container.total,
        });
        expect(page.json.prev).toBe(previous);
        seen.push(...page.json.items.map((item) => (typeof item === "string" ? item : item.id)));
        [previous, last, iri] = [iri, iri, page.json.next];
      }
      expect(seen).toHaveLength(container.total);
      expect(new Set(seen).size).toBe(container.total);
      // The last page is full; those before it may begin elsewhere when they are read from the end.
      const end = (await at(container.last)).json;
      expect(end.items).toHaveLength(50);
      expect(end).not.toHaveProperty("next");
      expect((await at(end.prev)).json.next).toBe(container.last);
      expect((await at(last!)).json.items.at(-1)).toEqual(end.items.at(-1));
    }
  });

  test("a container of one record's notes holds these alone; one that is empty has no pages", async () => {
    const other = await makePractice(hub);
    const target = `${PUBLIC_URL}/records/practice/${other.id}`;
    const of = () => at(`${CONTAINER}?target=${encodeURIComponent(target)}`);
    expect((await of()).json).toMatchObject({ total: 0 });
    expect((await of()).json).not.toHaveProperty("first");
    const note = await makeNote(hub, hub.people.member, { on: other.id });
    const { json } = await of();
    expect(json).toMatchObject({ total: 1, first: json.last });
    expect((await at(json.first)).json.items).toMatchObject([{ id: iriOf(note) }]);
    expect((await at(`${CONTAINER}?target=https://elsewhere.example/`)).status).toBe(404);
  });

  test("a page takes GET, HEAD and OPTIONS alone, and one that is none is not found", async () => {
    const page = `${CONTAINER}?iris=0&page=0`;
    expect((await at(page, { method: "HEAD" })).status).toBe(200);
    expect((await at(page, { method: "OPTIONS" })).header("allow")).toBe("GET, HEAD, OPTIONS");
    expect((await at(page, { method: "POST", body: {} })).status).toBe(405);
    expect((await at(`${CONTAINER}?page=7`)).status).toBe(404);
  });

  test("discovery: the address without the slash leads to it, and records link to it", async () => {
    const response = await at(`${PUBLIC_URL}/annotations`);
    expect([response.status, response.header("location")]).toEqual([308, "annotations/"]);
    expect((await at(record())).header("link")).toBe(
      `<${CONTAINER}>; rel="http://www.w3.org/ns/oa#annotationService"`,
    );
  });
});

describe("what the public test suite of the protocol asserts of an annotation", () => {
  test("it supports GET, HEAD and OPTIONS, and tells type, tag and what may be done with it", async () => {
    const iri = iriOf(await makeNote(hub, hub.people.member, { on: practice.id }));
    for (const method of ["GET", "HEAD", "OPTIONS"] as const) {
      const { status, header } = await at(iri, { method });
      expect([method, status]).toEqual([method, 200]);
      expect(header("allow")).toBe("GET, HEAD, OPTIONS, PUT, DELETE");
      expect(header("link")).toContain('<http://www.w3.org/ns/ldp#Resource>; rel="type"');
      expect(header("vary")).toMatch(/accept/);
      if (method === "OPTIONS") continue;
      expect(header("etag")).toMatch(/^"\w+"$/);
      expect(header("content-type")).toBe(PROFILED);
    }
    const { header } = await at(iri);
    const again = await at(iri, { headers: { "if-none-match": header("etag") } });
    expect([again.status, again.text]).toEqual([304, ""]);
  });

  test("it comes in the type that is wanted, and in none that is not to be had", async () => {
    const iri = iriOf(await makeNote(hub, hub.people.member, { on: practice.id }));
    const typeFor = async (accept: string) => {
      const { status, header } = await at(iri, { headers: { accept } });
      return status === 200 ? header("content-type").split(";")[0] : status;
    };
    expect(await typeFor(PROFILED)).toBe(LD);
    expect(await typeFor("*/*")).toBe(LD);
    expect(await typeFor("text/html,application/xhtml+xml,*/*;q=0.8")).toBe(LD);
    expect(await typeFor("application/json")).toBe("application/json");
    expect(await typeFor("application/ld+json;q=0.1, application/json")).toBe("application/json");
    expect(await typeFor("text/turtle, application/*;q=0.5")).toBe(LD);
    expect(await typeFor("text/turtle")).toBe(406);
    expect(await typeFor("application/ld+json;q=0, text/html")).toBe(406);
  });

  test("a new one gets an IRI below the container, keeps its canonical IRI, and what was its id becomes via", async () => {
    const canonical = "urn:uuid:dbfb1861-0ecf-41ad-be94-a584e5c4f1df";
    const { status, header, json } = await post({
      id: "https://elsewhere.example/anno1",
      canonical,
      body: { type: "TextualBody", value: "I like this page!" },
    });
    expect(status).toBe(201);
    expect(json.id).toMatch(CONTAINER);
    expect(header("location")).toBe(json.id);
    expect(header("etag")).toMatch(/^"\w+"$/);
    expect(json).toMatchObject({
      canonical,
      via: "https://elsewhere.example/anno1",
      creator: `${PUBLIC_URL}/members/${hub.people.member.id}`,
      body: { type: "TextualBody", value: "I like this page!", format: "text/plain", language: "en" },
      audience: { id: `${PUBLIC_URL}/terms#OnlyMe`, type: "Audience" },
    });
    expect((await at(json.id, { as: hub.people.member })).json).toEqual(json);
  });

  test("PUT replaces it where the sender knows it as it is, and leaves what never changes", async () => {
    const { json, header } = await post({ bodyValue: "Good.", audience: `${PUBLIC_URL}/terms#Everyone` });
    const as = hub.people.member;
    const put = (body: unknown, headers: Record<string, string> = {}) =>
      at(json.id, { method: "PUT", as, headers, body });
    const next = { ...json, body: { type: "TextualBody", value: "Très bien.", language: "fr" } };
    expect((await put(next)).status).toBe(428);
    expect((await put(next, { "if-match": '"another"' })).status).toBe(412);
    const changed = await put(next, { "if-match": header("etag") });
    expect(changed.status).toBe(200);
    expect(changed.json.body).toEqual({
      type: "TextualBody",
      value: "Très bien.",
      format: "text/plain",
      language: "fr",
    });
    expect(changed.header("etag")).not.toBe(header("etag"));
    expect((await put(next, { "if-match": header("etag") })).status).toBe(412);
    expect((await at(json.id, { as })).json).toEqual(changed.json);
    const match = { "if-match": changed.header("etag") };
    for (const never of [
      { target: `${PUBLIC_URL}/records/practice/01a20271-3ed4-732e-954e-7eeba0c1f5a5` },
      { motivation: "assessing" },
      { canonical: "urn:isbn:9780141036144" },
      { id: `${json.id}0` },
    ])
      expect((await put({ ...next, ...never }, match)).status).toBe(409);
    expect((await put({ ...next, body: [] }, match)).status).toBe(400);
    expect(
      (await at(json.id, { method: "PUT", as: hub.people.other, headers: match, body: next })).status,
    ).toBe(403);
    const asStranger = { "if-match": (await at(json.id)).header("etag") };
    expect((await at(json.id, { method: "PUT", headers: asStranger, body: next })).status).toBe(401);
    expect((await at(json.id, { method: "PATCH", as, body: next })).status).toBe(405);
  });

  test("DELETE takes it away with 204; what stands in its place is gone, or was never there", async () => {
    const { json, header } = await post({ bodyValue: "Good.", audience: `${PUBLIC_URL}/terms#Everyone` });
    const remove = (as: Person, headers: Record<string, string> = {}, iri = json.id) =>
      at(iri, { method: "DELETE", as, headers });
    const { member, other } = hub.people;
    expect((await remove(member)).status).toBe(428);
    expect((await remove(member, { "if-match": '"another"' })).status).toBe(412);
    expect(
      (await remove(other, { "if-match": (await at(json.id, { as: other })).header("etag") })).status,
    ).toBe(403);
    const { status, text } = await remove(member, { "if-match": header("etag") });
    expect([status, text]).toEqual([204, ""]);
    expect((await at(json.id)).status).toBe(404);

    const answered = await post({ bodyValue: "Good.", audience: `${PUBLIC_URL}/terms#Everyone` });
    await makeReply(hub, other, answered.json.id.slice(CONTAINER.length));
    expect((await remove(member, { "if-match": "*" }, answered.json.id)).status).toBe(204);
    expect((await at(answered.json.id)).status).toBe(410);
  });
});

describe("what the public test suite of the model asserts, of notes of every sort", () => {
  const isIri = (value: unknown) => typeof value === "string" && URL.canParse(value);
  const many = (value: unknown): unknown[] =>
    value === undefined ? [] : Array.isArray(value) ? value : [value];
  // biome-ignore lint/suspicious/noExplicitAny: a note has the shape that is asserted here
  const musts: [string, (note: any) => boolean][] = [
    ["3.1 annotationContext", (note) => many(note["@context"]).includes("http://www.w3.org/ns/anno.jsonld")],
    ["3.1 annotationId", ({ id }) => isIri(id)],
    ["3.1 annotationType", ({ type }) => many(type).includes("Annotation")],
    [
      "3.1 targetKey, 3.2 targetObjects",
      ({ target }) =>
        many(target).length > 0 &&
        many(target).every((one) => isIri(one) || isIri((one as { source: string }).source)),
    ],
    [
      "3.2 bodyObjects",
      ({ body }) =>
        many(body).every(
          (one) =>
            typeof (one as { value: string }).value === "string" || isIri((one as { source: string }).source),
        ),
    ],
    [
      "3.2.4 embeddedTextual has no source",
      ({ body }) =>
        many(body).every(
          (one) => Object.hasOwn(one as object, "value") !== Object.hasOwn(one as object, "source"),
        ),
    ],
    [
      "3.2.1 single format and language",
      ({ body }) =>
        many(body).every(
          (one) =>
            !Array.isArray((one as { format: string }).format) &&
            !Array.isArray((one as { language: string }).language),
        ),
    ],
    ["3.2.5 notBodyBodyValue", (note) => !("bodyValue" in note)],
    [
      "3.3.1 created, modified",
      ({ created, modified }) => [created, modified].every((at) => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(at)),
    ],
    ["3.3.1 single creator, generator", ({ creator, generator }) => isIri(creator) && isIri(generator.id)],
    ["3.3.3 audience", ({ audience }) => many(audience).every((one) => isIri((one as { id: string }).id))],
    ["3.3.5 single motivation", ({ motivation }) => /^[a-z]+ing$/.test(motivation)],
    [
      "3.3.5 purpose",
      ({ body }) =>
        many(body).every((one) =>
          [undefined, "tagging", "linking"].includes((one as { purpose: string }).purpose),
        ),
    ],
    ["3.3.7 canonical, via", ({ canonical, via }) => [...many(canonical), ...many(via)].every(isIri)],
    [
      "4.2 selector",
      ({ target }) =>
        many(target.selector).every((one) =>
          ["TextQuoteSelector", "TextPositionSelector"].includes((one as { type: string }).type),
        ),
    ],
    [
      "4.3.1 timeState",
      ({ target }) => many(target.state).every((one) => (one as { type: string }).type === "TimeState"),
    ],
  ];

  test("each assertion holds", async () => {
    const question = await post({
      motivation: "questioning",
      bodyValue: "Why?",
      canonical: "urn:isbn:9780141036144",
      id: "https://elsewhere.example/1",
    });
    const notes = [
      question,
      await post({ target: { ...passage, source: text() } }),
      await post({
        target: { ...passage, source: text() },
        body: [
          { value: "a", purpose: "tagging" },
          { value: "b", purpose: "tagging" },
        ],
      }),
      await post({ body: "https://example.org/a" }),
      await post({ target: question.json.id, bodyValue: "Because." }),
    ];
    for (const { status, json } of notes) {
      expect(status).toBe(201);
      const failed = musts.filter(([, holds]) => !holds(json)).map(([assertion]) => assertion);
      expect([json, failed]).toEqual([json, []]);
    }
  });
});

describe("notes as Web Annotations", () => {
  test("a note on a passage carries its selectors, which count in the text that its source gives", async () => {
    const { status, json } = await post({
      motivation: "questioning",
      target: { ...passage, source: text(), revision: practice.revision },
      body: [
        { type: "TextualBody", value: "How many?", format: "text/plain", language: "en-GB" },
        { type: "TextualBody", value: "app", purpose: "tagging" },
        { type: "SpecificResource", source: "https://example.org/a", purpose: "linking" },
      ],
      audience: [{ id: `${PUBLIC_URL}/terms#Members`, type: "Audience" }],
      experience: "DidThis",
    });
    expect(status).toBe(201);
    await anchorAll(hub);
    const { json: note } = await at(json.id, { as: hub.people.other });
    expect(note).toEqual({
      "@context": ["http://www.w3.org/ns/anno.jsonld", `${PUBLIC_URL}/terms`],
      id: json.id,
      type: "Annotation",
      motivation: "questioning",
      creator: `${PUBLIC_URL}/members/${hub.people.member.id}`,
      created: json.created,
      modified: json.modified,
      generator: { id: `${PUBLIC_URL}/`, type: "Software", name: "Urban safety hub" },
      audience: { id: `${PUBLIC_URL}/terms#Members`, type: "Audience" },
      body: [
        { type: "TextualBody", value: "How many?", format: "text/plain", language: "en" },
        { type: "TextualBody", value: "app", format: "text/plain", purpose: "tagging" },
        { type: "SpecificResource", source: "https://example.org/a", purpose: "linking" },
      ],
      target: {
        ...passage,
        source: text(),
        state: { type: "TimeState", sourceDate: json.created },
        revision: practice.revision,
        anchor: {
          anchorState: "Exact",
          confidence: 1,
          revision: practice.revision,
          source: text(),
          selector: { type: "TextPositionSelector", start: 12, end: 23 },
        },
      },
      experience: "DidThis",
      resolution: "Open",
    });
    const source = await at(note.target.source);
    expect(source.header("content-type")).toBe("text/plain; charset=utf-8");
    expect(source.header("content-language")).toBe("en");
    expect([...source.text].slice(12, 23).join("")).toBe("report more");
    expect((await at(text(), { headers: { "if-none-match": source.header("etag") } })).status).toBe(304);
  });

  test("what is exported can be imported as it is, and comes to the same", async () => {
    const { json } = await post({ target: { ...passage, source: text() }, bodyValue: "Yes." });
    const { json: again } = await post(json);
    const { id, created, modified, via, ...same } = again;
    expect(via).toBe(json.id);
    const { id: _id, created: _created, modified: _modified, ...expected } = json;
    expect({ ...same, target: { ...same.target, state: null } }).toEqual({
      ...expected,
      target: { ...expected.target, state: null },
    });
    expect(id).not.toBe(json.id);
    expect([created, modified]).toEqual([expect.any(String), expect.any(String)]);
  });

  test("a reply is a note on a note, for the same people unless it says otherwise", async () => {
    const { json: question } = await post({
      motivation: "questioning",
      bodyValue: "Why?",
      audience: `${PUBLIC_URL}/terms#Members`,
    });
    const reply = await post({ target: question.id, bodyValue: "Because." }, { as: hub.people.other });
    expect(reply.json).toMatchObject({
      motivation: "replying",
      target: question.id,
      thread: question.id,
      audience: question.audience,
    });
    expect((await at(reply.json.id)).status).toBe(404);
    const wider = { target: question.id, bodyValue: "Because.", audience: `${PUBLIC_URL}/terms#Everyone` };
    expect((await post(wider)).status).toBe(400);
  });

  test("why it was made is inferred from what it says, where it does not say so", async () => {
    const made = async (more: object) => (await post(more)).json.motivation;
    expect(await made({ body: "https://example.org/a" })).toBe("linking");
    expect(await made({ body: { type: "TextualBody", value: "app", purpose: "tagging" } })).toBe("tagging");
    expect(await made({ target: { ...passage, source: text() } })).toBe("highlighting");
    expect(await made({ motivation: ["oa:bookmarking", "oa:assessing"], bodyValue: "Good." })).toBe(
      "assessing",
    );
    expect(
      (await post({ bodyValue: "Très bien." }, { headers: { "accept-language": "fr" } })).json.body.language,
    ).toBe("fr");
  });

  test.each([
    ["no JSON", "{", 400],
    ["no annotation", { type: "Person" }, 415],
    ["another context", { "@context": "https://schema.org/" }, 415],
    ["no target", { target: undefined, bodyValue: "x" }, 400],
    ["two targets", { target: ["https://a.example/", "https://b.example/"], bodyValue: "x" }, 400],
    ["a target elsewhere", { target: "http://www.example.com/index.html", bodyValue: "x" }, 400],
    ["a motivation that the hub does not know", { motivation: "bookmarking", bodyValue: "x" }, 400],
    ["two texts", { body: [{ value: "a" }, { value: "b" }] }, 400],
    ["HTML", { body: { type: "TextualBody", value: "<b>", format: "text/html" } }, 400],
    ["a language that is none", { body: { type: "TextualBody", value: "x", language: "tlh" } }, 400],
    ["a body that is none", { body: { type: "Choice" } }, 400],
    ["no body at all", {}, 400],
    ["an audience that is none", { bodyValue: "x", audience: "https://elsewhere.example/" }, 400],
    ["an experience that is none", { bodyValue: "x", experience: "Perhaps" }, 400],
    ["a canonical IRI that runs", { bodyValue: "x", canonical: "javascript:alert(1)" }, 400],
    [
      "too many IRIs where it was",
      { bodyValue: "x", via: Array.from({ length: 11 }, (_, i) => `urn:x:${i}`) },
      400,
    ],
    ["words that are too long", { bodyValue: "x".repeat(10_001) }, 400],
  ])("%s is refused with a sentence", async (_, more, status) => {
    const answer = typeof more === "string" ? await post({}, { body: more }) : await post(more);
    expect(answer.status).toBe(status);
    expect(answer.json.errors[0]).toMatchObject({
      message: expect.stringMatching(/\.$/),
      extensions: { code: expect.any(String) },
    });
  });

  test("a passage needs its text as source and a quotation", async () => {
    expect((await post({ target: { ...passage, source: record() }, bodyValue: "x" })).status).toBe(400);
    expect((await post({ target: { source: text() }, bodyValue: "x" })).status).toBe(400);
    const { json } = await post({
      target: `${PUBLIC_URL}/records/practice/01a20271-3ed4-732e-954e-7eeba0c1f5a5`,
      bodyValue: "x",
    });
    expect(json.errors[0].extensions.code).toBe("UNKNOWN_REFERENCE");
  });
});

describe("who may", () => {
  test("each sees by their IRIs and in containers the notes that they see in the graph, and no others", async () => {
    const { people } = hub;
    const { id: on } = await makePractice(hub, { ownerId: hub.organisations.alpha });
    const group = await makeGroup(hub);
    await belongs(hub, people.member, group);
    const target = `${PUBLIC_URL}/records/practice/${on}`;
    const notes: Record<string, string> = {};
    for (const [audience, groups] of [
      ["ONLY_ME"],
      ["GROUPS", [group.id]],
      ["MEMBERS"],
      ["EVERYONE"],
    ] as const)
      notes[audience] = iriOf(
        await makeNote(hub, people.member, { on, audience, ...(groups ? { groupIds: groups } : {}) }),
      );
    const expected: [keyof typeof people, string[]][] = [
      ["stranger", ["EVERYONE"]],
      ["partner", ["EVERYONE"]],
      ["partnerMembers", ["MEMBERS", "EVERYONE"]],
      ["other", ["MEMBERS", "EVERYONE"]],
      ["curator", ["GROUPS", "MEMBERS", "EVERYONE"]],
      ["member", ["ONLY_ME", "GROUPS", "MEMBERS", "EVERYONE"]],
    ];
    for (const [name, audiences] of expected) {
      const as = people[name];
      const iris = audiences.map((audience) => notes[audience]);
      const container = await at(`${CONTAINER}?iris=1&target=${encodeURIComponent(target)}`, { as });
      expect([name, container.json.total]).toEqual([name, iris.length]);
      expect((await at(container.json.first, { as })).json.items).toEqual(iris);
      for (const [audience, iri] of Object.entries(notes)) {
        const { status, text } = await at(iri, { as });
        expect([name, audience, status]).toEqual([name, audience, audiences.includes(audience) ? 200 : 404]);
        if (status === 404) expect(text).not.toContain(on);
      }
      const { json } = await at(notes.EVERYONE!, { as });
      expect([name, json.creator !== undefined]).toEqual([name, !/stranger|partner/.test(name)]);
      expect(JSON.stringify(json)).not.toContain("@alpha");
    }
    const forGroup = (await at(notes.GROUPS!, { as: people.curator })).json;
    expect(forGroup.audience).toEqual({
      id: `${PUBLIC_URL}/records/working-group/${group.id}`,
      type: "Audience",
    });
  });

  test("only people of the network write, and who they are is checked as everywhere", async () => {
    expect((await post({ bodyValue: "x" }, { as: undefined })).status).toBe(401);
    expect((await post({ bodyValue: "x" }, { as: undefined })).header("www-authenticate")).toBe("Bearer");
    expect((await post({ bodyValue: "x" }, { as: hub.people.partnerMembers })).status).toBe(403);
    expect((await at(CONTAINER, { headers: { authorization: "Bearer made.up.token" } })).status).toBe(401);
  });

  test("records, texts and people answer to those who may know them", async () => {
    const hidden = await makePractice(hub, { visibility: "MEMBERS", texts: { lessons: "For us." } });
    const iri = `${PUBLIC_URL}/records/practice/${hidden.id}`;
    const person = `${PUBLIC_URL}/members/${hub.people.member.id}`;
    for (const one of [iri, `${iri}/en/lessons`, person]) {
      expect([one, (await at(one)).status]).toEqual([one, 404]);
      expect([one, (await at(one, { as: hub.people.other })).status]).toEqual([one, 200]);
      expect((await at(one, { method: "POST", body: {}, as: hub.people.other })).status).toBe(405);
    }
    expect((await at(`${PUBLIC_URL}/records/project/${practice.id}`)).status).toBe(404);
    expect((await at(`${text()}s`)).status).toBe(404);
    expect((await at(`${PUBLIC_URL}/records/practice/x`)).status).toBe(404);
    const { json } = await at(record());
    expect(json).toMatchObject({
      "@id": record(),
      name: [{ "@value": "An app", "@language": "en" }],
      inLanguage: ["en"],
    });
    expect(json.hasPart.map((part: { "@id": string }) => part["@id"])).toEqual([
      `${record()}/en/title`,
      `${record()}/en/summary`,
      text(),
    ]);
    const terms = (await at(`${PUBLIC_URL}/terms`)).json;
    expect(terms["@context"]).toMatchObject({ hub: `${PUBLIC_URL}/terms#`, Exact: "hub:Exact" });
  });

  test("bodies have the limits and types of the hub, and pages of foreign origins get nothing", async () => {
    expect((await post({ bodyValue: "x".repeat(300_000) })).status).toBe(413);
    expect((await post({ bodyValue: "x" }, { headers: { "content-type": "text/plain" } })).status).toBe(415);
    const { total } = (await at(CONTAINER, { as: hub.people.member })).json;
    expect((await post({ bodyValue: "x" }, { headers: { accept: "text/turtle" } })).status).toBe(406);
    expect((await at(CONTAINER, { as: hub.people.member })).json.total).toBe(total);
    const foreign = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
    expect((await at(CONTAINER, { headers: foreign })).status).toBe(403);
    expect((await post({ bodyValue: "x" }, { headers: foreign })).status).toBe(403);
    const follows = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" };
    expect((await at(CONTAINER, { headers: follows })).status).toBe(200);
    const known = { origin: "http://localhost:5173" };
    const preflight = await at(CONTAINER, { method: "OPTIONS", headers: known });
    expect(preflight.header("access-control-allow-origin")).toBe(known.origin);
    expect(preflight.header("access-control-allow-methods")).toContain("DELETE");
    expect(preflight.header("access-control-allow-headers")).toContain("if-match");
    expect((await at(CONTAINER, { headers: known })).header("access-control-expose-headers")).toContain(
      "etag",
    );
  });
});
