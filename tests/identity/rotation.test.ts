import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { decodeProtectedHeader } from "jose";
import { keptRing, rotateKept } from "../../foundation/keys.ts";
import { passports } from "../../foundation/passport.ts";
import { STRANGER } from "../../foundation/viewer.ts";
import { openTestHub, type TestHub } from "../hub.ts";
import { until } from "../make/until.ts";
import { temporaryFolder } from "../servers.ts";

let home: string;
const hubs: TestHub[] = [];
beforeEach(() => {
  home = temporaryFolder();
});
afterAll(async () => {
  for (const hub of hubs) await hub.close();
});

/** The passports of a process of its own on that folder, which looks at the keys whenever it uses them. */
const process = () => passports(home, {}, 0);

const kidOf = (token: string) => decodeProtectedHeader(token).kid;
const OVERLAP_MS = 60_000;

const refused = (work: Promise<unknown>) =>
  work.then(
    () => false,
    ({ extensions }) => extensions.code === "UNAUTHENTICATED",
  );

test("a room that has never heard of the new key learns it from the first passport that names it", async () => {
  const [gateway, room] = [await process(), await passports(home, {})];
  const before = await gateway.issue(STRANGER);
  const { now } = await rotateKept(home, OVERLAP_MS);
  await until(async () => kidOf(await gateway.issue(STRANGER)) === now);
  expect(await room.viewer(await gateway.issue(STRANGER))).toEqual(STRANGER);
  expect(await room.viewer(before)).toEqual(STRANGER);
});

test("the old key is accepted for the overlap and no longer", async () => {
  const gateway = await process();
  const before = await gateway.issue(STRANGER);
  await rotateKept(home, 1_500);
  expect(await (await process()).viewer(before)).toEqual(STRANGER);
  const room = await process();
  await until(() => refused(room.viewer(before)));
  await rotateKept(home, OVERLAP_MS);
  expect(readdirSync(join(home, "keys")).filter((name) => name.includes("until"))).toHaveLength(1);
});

test("after a theft the old key is refused within seconds, also where its passport was accepted before", async () => {
  const [gateway, room] = [await process(), await process()];
  const earlier = await gateway.issue(STRANGER);
  await rotateKept(home, OVERLAP_MS);
  await until(async () => (await gateway.issue(STRANGER)) !== earlier);
  const stolen = await gateway.issue(STRANGER);
  expect(await room.viewer(stolen)).toEqual(STRANGER);
  await rotateKept(home, 500, true);
  await until(() => refused(room.viewer(stolen)));
  await until(() => refused(room.viewer(earlier)));
  await until(async () => !(await refused(room.viewer(await gateway.issue(STRANGER)))));
});

test("of a replaced key only the public half stays, and no file can be read by others", async () => {
  const { signing } = await keptRing(home);
  await rotateKept(home, OVERLAP_MS);
  const ring = await keptRing(home);
  expect(ring.accepted.get(signing!.kid)!.key.type).toBe("public");
  expect(ring.signing!.kid).not.toBe(signing!.kid);
  const files = readdirSync(join(home, "keys"));
  expect(files).toHaveLength(2);
  for (const file of files) expect(statSync(join(home, "keys", file)).mode & 0o777).toBe(0o600);
});

test("of many rotations at once the keys come out whole, and a passport from before is good", async () => {
  const gateway = await process();
  const before = await gateway.issue(STRANGER);
  const rotations = await Promise.allSettled(Array.from({ length: 8 }, () => rotateKept(home, OVERLAP_MS)));
  const done = rotations.filter(({ status }) => status === "fulfilled");
  expect(done.length).toBeGreaterThanOrEqual(1);
  const after = await process();
  expect(await after.viewer(before)).toEqual(STRANGER);
  expect(await after.viewer(await after.issue(STRANGER))).toEqual(STRANGER);
});

test("while keys are rotated nobody who asks at the front door is refused", async () => {
  const hub = await openTestHub({ passports: process });
  hubs.push(hub);
  const { member, stranger } = hub.people;
  const first = kidOf(await hub.passports.issue(STRANGER));
  let rotating = true;
  const asking = [member, stranger].map(async (person) => {
    const kinds = new Set<string>();
    while (rotating) {
      const { data, errors } = await hub.ask(
        "{ viewer { kind } practices(first: 1) { totalCount } }",
        {},
        person,
      );
      kinds.add(errors?.[0]?.message ?? data.viewer.kind);
    }
    return [...kinds];
  });
  for (let i = 0; i < 3; i++) {
    await rotateKept(home, OVERLAP_MS);
    const { kid } = (await keptRing(home)).signing!;
    await until(async () => kidOf(await hub.passports.issue(STRANGER)) === kid);
  }
  rotating = false;
  expect(await Promise.all(asking)).toEqual([["MEMBER"], ["STRANGER"]]);
  expect(kidOf(await hub.passports.issue(STRANGER))).not.toBe(first);
});

const pem = (key: KeyObject) =>
  key.export({ type: key.type === "private" ? "pkcs8" : "spki", format: "pem" }) as string;

test("given keys may be several: the first private one signs, all are accepted", async () => {
  const [old, fresh] = [generateKeyPairSync("ed25519"), generateKeyPairSync("ed25519")];
  const before = await passports(home, { PASSPORT_PRIVATE_KEY: pem(old.privateKey) });
  const after = await passports(home, {
    PASSPORT_PRIVATE_KEY: `${pem(fresh.privateKey)}\n${pem(old.privateKey)}`,
  });
  const room = await passports(home, { PASSPORT_PUBLIC_KEY: `${pem(old.publicKey)}${pem(fresh.publicKey)}` });
  const behind = await passports(home, { PASSPORT_PUBLIC_KEY: pem(old.publicKey) });
  const [one, two] = [await before.issue(STRANGER), await after.issue(STRANGER)];
  expect(kidOf(one)).not.toBe(kidOf(two));
  for (const passport of [one, two]) expect(await room.viewer(passport)).toEqual(STRANGER);
  expect(await refused(behind.viewer(two))).toBe(true);
  await expect(room.issue(STRANGER)).rejects.toThrow(/no private key/);
});

test.each(["nonsense", pem(generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey)])(
  "a given key that is none is named (%#)",
  async (text) => {
    await expect(passports(home, { PASSPORT_PUBLIC_KEY: text })).rejects.toThrow(/Ed25519/);
  },
);
