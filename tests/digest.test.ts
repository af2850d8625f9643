import { readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { pino } from "pino";
import { request } from "undici";
import { postBy, postInto } from "../cli/mail.ts";
import type { Delivery } from "../subgraphs/inbox/delivery.ts";
import { type Post, sendDue } from "../subgraphs/inbox/digest/sending.ts";
import { MAIL_SECRET, openTestHub, type Person, type TestHub, tokens } from "./hub.ts";
import { makeNote } from "./make/annotations.ts";
import { deliveryOf, follow, inboxOf } from "./make/inbox.ts";
import type { Made } from "./make/made.ts";
import { mailServer, type Parsed, parsed } from "./make/mail.ts";
import { makeMember, makeOrganisation } from "./make/members.ts";
import { makePractice } from "./make/practices.ts";
import { temporaryFolder } from "./servers.ts";

let hub: TestHub;
let delivery: Delivery;
const folder = temporaryFolder();
beforeAll(async () => {
  hub = await openTestHub();
  delivery = deliveryOf(hub);
});
afterAll(async () => {
  await delivery.close();
  await hub.close();
  await rm(folder, { recursive: true, force: true });
});

type Reader = Person & { id: string; address: string };
let count = 0;
async function reader(fields: object = {}): Promise<Reader> {
  count += 1;
  const address = `reader${count}@digest.test`;
  const { id } = await makeMember(hub, {
    state: "ACTIVE",
    name: `Rita Reader ${count}`,
    email: address,
    ...fields,
  });
  return { id, address, token: await tokens(hub.passports).member(id) };
}

const SET = `mutation ($input: DigestInput!) { setDigest(input: $input) { frequency language hour weekday timeZone nextAt: dueAt sentAt } }`;
const wants = async (as: Person, input: object) => (await hub.ask(SET, { input }, as)).data.setDigest;

/** Sends what is due, once everybody's is, and gives how many. */
async function send(post: Post, log = pino({ level: "silent" })): Promise<number | null> {
  await delivery.settled();
  await hub.db.query(`UPDATE inbox.digest_setting SET "dueAt" = now() WHERE "dueAt" IS NOT NULL`);
  return sendDue({
    databaseUrl: hub.databaseUrl,
    ask: hub.house.ask,
    askAs: hub.house.askAs,
    post,
    hub: "https://hub.example",
    secret: MAIL_SECRET,
    log,
  });
}

/** What was written for a reader since the folder was emptied. */
async function mailsTo({ address }: Reader): Promise<Parsed[]> {
  const files = await readdir(folder).catch(() => []);
  const mails = await Promise.all(
    files.map(async (file) => parsed(await readFile(join(folder, file), "utf8"))),
  );
  return mails.filter(({ headers }) => headers.get("to")!.includes(address));
}

const change = async ({ id, revision }: Made, input: string): Promise<Made> =>
  (
    await hub.tell(
      `mutation ($id: ID!, $revision: Int!) { made: changePractice(id: $id, revision: $revision, input: { ${input} }) { id slug revision } }`,
      { id, revision },
    )
  ).made;

test("nobody gets a digest who has not asked for one, and it comes at their hour of their zone", async () => {
  const them = await reader();
  const { data } = await hub.ask("{ digest { frequency hour timeZone dueAt } }", {}, them);
  expect(data.digest).toEqual({ frequency: "NEVER", hour: 7, timeZone: "Europe/Brussels", dueAt: null });
  const set = await wants(them, {
    frequency: "WEEKLY",
    weekday: 3,
    hour: 6,
    timeZone: "Europe/Lisbon",
    language: "pt",
  });
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat("en-GB", {
      timeZone: "Europe/Lisbon",
      weekday: "long",
      hour: "2-digit",
      minute: "2-digit",
    })
      .formatToParts(new Date(set.nextAt))
      .map(({ type, value }) => [type, value]),
  );
  expect(parts).toMatchObject({ weekday: "Wednesday", hour: "06", minute: "00" });
  expect(Date.parse(set.nextAt) - Date.now()).toBeLessThanOrEqual(7 * 86_400_000);
  const daily = await wants(them, { frequency: "DAILY" });
  expect(daily).toMatchObject({ hour: 6, language: "pt" });
  expect(Date.parse(daily.nextAt) - Date.now()).toBeLessThanOrEqual(86_400_000);
  for (const input of [{ hour: 24 }, { weekday: 0 }, { timeZone: "Mars/Olympus" }])
    expect((await hub.ask(SET, { input }, them)).errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
  expect((await wants(them, { frequency: "NEVER" })).nextAt).toBeNull();
});

test("a digest tells in the reader's language what came since the last one, as they may see it when it is sent", async () => {
  const city = await makeOrganisation(hub);
  const them = await reader({ organisationId: city.id, languages: ["it", "fr"] });
  const practice = await makePractice(hub, { title: "Night <buses>", ownerId: city.id });
  const hidden = await makePractice(hub, { title: "Soon withdrawn" });
  await follow(hub, them, "PRACTICE", hidden.id);
  await makeNote(hub, hub.people.member, { on: practice.id, body: "From before." });
  await delivery.settled();
  await wants(them, { frequency: "DAILY", language: "fr" });
  expect(await send(postInto(folder))).toBe(0);

  await hub.tell(
    `mutation ($id: ID!, $revision: Int!) { translatePractice(id: $id, revision: $revision, language: fr, texts: { title: "Bus de nuit" }, state: HUMAN) { id } }`,
    { id: practice.id, revision: practice.revision },
  );
  await makeNote(hub, hub.people.member, { on: practice.id, body: 'How late?\n-- \n<b>"x"</b>' });
  const changed = await change(hidden, 'texts: { summary: "Better." }');
  await delivery.settled();
  await hub.tell(
    "mutation ($id: ID!, $revision: Int!) { archivePractice(id: $id, revision: $revision) { id } }",
    {
      id: changed.id,
      revision: changed.revision,
    },
  );
  expect(await send(postInto(folder))).toBe(1);
  const [mail] = await mailsTo(them);
  const { headers, parts } = mail!;
  expect(headers.get("to")).toBe(`Rita Reader ${count} <${them.address}>`);
  expect(headers.get("subject")).toBe("Nouveau dans votre boîte : 1");
  expect(headers.get("message-id")).toMatch(new RegExp(`^<digest\\.${them.id}\\.\\d+@hub\\.example>$`));
  expect(headers.get("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
  const text = parts.get("text/plain")!;
  expect(text).toContain("Bonjour Rita Reader");
  expect(text).toContain("* Bus de nuit\n  une question".replace("une question", "une note: Mara Alder"));
  expect(text).toContain('“How late? -- <b>"x"</b>”');
  for (const secret of ["From before", "Soon withdrawn"]) expect(text).not.toContain(secret);
  expect(parts.get("text/html")).toContain("How late? -- &#60;b&#62;");
  const [file] = await readdir(folder);
  expect((await stat(join(folder, file!))).mode & 0o777).toBe(0o600);

  // What was told is not told again, nor what was read meanwhile.
  await makeNote(hub, hub.people.member, { on: practice.id, body: "Read already." });
  await delivery.settled();
  const { edges } = await inboxOf(hub, them);
  await hub.ask("mutation ($upTo: String) { markInboxRead(upTo: $upTo) }", { upTo: edges[0]!.cursor }, them);
  expect(await send(postInto(folder))).toBe(0);
});

test("one click ends it without signing in, and to look at the link ends nothing", async () => {
  const them = await reader();
  const practice = await makePractice(hub);
  await follow(hub, them, "PRACTICE", practice.id);
  await wants(them, { frequency: "WEEKLY" });
  await change(practice, 'texts: { summary: "Better." }');
  await send(postInto(folder));
  const [mail] = await mailsTo(them);
  const link = new URL(/<(.+)>/.exec(mail!.headers.get("list-unsubscribe")!)![1]!);
  expect(link.origin).toBe("https://hub.example");
  expect(mail!.parts.get("text/plain")).toContain(link.toString());
  expect(link.toString()).not.toContain("@");

  const at = (url: URL) => new URL(`${url.pathname}${url.search}`, hub.address);
  const go = async (url: URL, method: "GET" | "POST", body?: string) => {
    const answer = await request(at(url), {
      method,
      ...(body ? { body, headers: { "content-type": "application/x-www-form-urlencoded" } } : {}),
    });
    return { status: answer.statusCode, headers: answer.headers, text: await answer.body.text() };
  };
  const frequency = async () => (await hub.ask("{ digest { frequency } }", {}, them)).data.digest.frequency;

  const page = await go(link, "GET");
  expect([page.status, page.text.includes('<form method="post"')]).toEqual([200, true]);
  expect(page.headers["content-security-policy"]).toContain("default-src 'none'");
  expect((await go(link, "POST", "something=else")).status).toBe(400);
  const others = new URL(link);
  others.searchParams.set("m", hub.people.member.id);
  for (const wrong of [others, new URL("/digest/leave", link)])
    expect((await go(wrong, "POST", "List-Unsubscribe=One-Click")).status).toBe(404);
  expect(await frequency()).toBe("WEEKLY");

  const done = await go(link, "POST", "List-Unsubscribe=One-Click");
  expect([done.status, done.text]).toEqual([200, expect.stringContaining("You get this digest no more.")]);
  expect(await frequency()).toBe("NEVER");
  expect((await go(link, "POST", "List-Unsubscribe=One-Click")).status).toBe(200);
});

test("a digest that was cut off is the same one when it is sent again, and one that is refused holds nobody up", async () => {
  const them = await reader();
  const practice = await makePractice(hub);
  await follow(hub, them, "PRACTICE", practice.id);
  await wants(them, { frequency: "DAILY" });
  const changed = await change(practice, 'texts: { summary: "One." }');

  // It has taken the mail, and nobody hears of it.
  const server = await mailServer((n) => (n === 1 ? undefined : n === 3 ? "550 no such person" : "250 kept"));
  const post = postBy({ smtpUrl: server.url, from: "The hub <hub@hub.example>" });
  const said: string[] = [];
  const log = pino({ level: "info" }, { write: (line: string) => void said.push(line) });
  try {
    expect(await send(post, log)).toBe(0);
    await change(changed, 'texts: { summary: "Two." }');
    expect(await send(post, log)).toBe(0);
    const [first, second] = server.mails.map(parsed);
    expect(first!.headers.get("from")).toBe("The hub <hub@hub.example>");
    if (second) expect(second.headers.get("message-id")).toBe(first!.headers.get("message-id"));

    await change({ ...changed, revision: changed.revision + 1 }, 'texts: { summary: "Three." }');
    const other = await reader();
    await follow(hub, other, "PRACTICE", practice.id);
    await wants(other, { frequency: "DAILY" });
    await change({ ...changed, revision: changed.revision + 2 }, 'texts: { summary: "Four." }');
    await send(post, log);
    expect(server.mails.length).toBeGreaterThanOrEqual(3);
    const { rows } = {
      rows: await hub.db.query(
        `SELECT count(*)::int AS busy FROM inbox.digest_setting WHERE "tellingUpTo" IS NOT NULL`,
      ),
    };
    expect(rows[0].busy).toBe(0);
    for (const { address } of [them, other]) expect(said.join()).not.toContain(address);
  } finally {
    await server.close();
  }
});

test("a digest that a mail server does not take for now is sent later, as it was; one for nobody is not sent again", async () => {
  const them = await reader();
  const practice = await makePractice(hub);
  await follow(hub, them, "PRACTICE", practice.id);
  await wants(them, { frequency: "DAILY" });
  const changed = await change(practice, 'texts: { summary: "One." }');
  const answers = ["450 come again", "250 well", "550 no such person", "250 well"];
  const server = await mailServer(undefined, (n) => answers[n - 1]!);
  const post = postBy({ smtpUrl: server.url, from: "The hub <hub@hub.example>" });
  try {
    expect([await send(post), await send(post), server.mails.length]).toEqual([0, 1, 1]);
    expect(parsed(server.mails[0]!).parts.get("text/plain")).toContain("Practice");
    await change(changed, 'texts: { summary: "Two." }');
    expect([await send(post), await send(post), server.mails.length]).toEqual([0, 0, 1]);
  } finally {
    await server.close();
  }
});

test("whoever takes part no more gets none, and nobody else learns an address", async () => {
  const them = await reader();
  const practice = await makePractice(hub);
  await follow(hub, them, "PRACTICE", practice.id);
  await wants(them, { frequency: "DAILY" });
  await change(practice, 'texts: { summary: "One." }');
  await delivery.settled();
  const ADDRESS = "query ($id: ID!) { memberAddress(id: $id) }";
  for (const who of [hub.people.admin, them, hub.people.stranger])
    expect((await hub.ask(ADDRESS, { id: them.id }, who)).data.memberAddress).toBeNull();
  const { member } = await hub.tell("query ($id: ID!) { member(id: $id) { revision } }", { id: them.id });
  await hub.tell(
    "mutation ($id: ID!, $revision: Int!) { removeMember(id: $id, revision: $revision) { id } }",
    { id: them.id, revision: member.revision },
  );
  await send(postInto(folder));
  expect(await mailsTo(them)).toEqual([]);
});
