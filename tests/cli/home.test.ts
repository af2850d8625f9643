import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { homeProblem, prepareHome } from "../../cli/servers/home.ts";
import { lockHome } from "../../cli/servers/lock.ts";
import { markOf } from "../../cli/servers/process.ts";
import { temporaryFolder } from "../servers.ts";

const url = "http://localhost:4000/graphql";
let home: string;
beforeEach(() => {
  home = join(temporaryFolder(), ".hub");
});

const refused = (reason: string, ...words: string[]) =>
  expect.objectContaining({
    reason,
    message: expect.stringMatching(new RegExp(words.map((word) => word.replaceAll(".", "\\.")).join(".*"))),
  });

test("a new data folder is closed to other users and names its layout", async () => {
  expect(await prepareHome(home)).toBe(home);
  expect(statSync(home).mode & 0o777).toBe(0o700);
  expect(readFileSync(join(home, "layout"), "utf8")).toBe("1\n");
  expect(await prepareHome(home)).toBe(home);
});

test("a file in the folder's place is named", async () => {
  writeFileSync(home, "");
  await expect(prepareHome(home)).rejects.toEqual(refused("HOME_BROKEN", home, "file in its place"));
  await expect(prepareHome(join(home, "below"))).rejects.toEqual(refused("HOME_BROKEN", "file in its place"));
});

test.each(["", "abc", "1\n1", "\0"])("a damaged layout file is told (%j)", async (text) => {
  await prepareHome(home);
  writeFileSync(join(home, "layout"), text);
  await expect(prepareHome(home)).rejects.toEqual(refused("HOME_BROKEN", home, "damaged"));
});

test("the data of a later hub are left alone", async () => {
  await prepareHome(home);
  writeFileSync(join(home, "layout"), "2\n");
  await expect(prepareHome(home)).rejects.toEqual(refused("HOME_BROKEN", home, "layout 2", "knows layout 1"));
});

test("a folder with other things in it is not taken for the data folder", async () => {
  mkdirSync(join(home, "Photos"), { recursive: true });
  await expect(prepareHome(home)).rejects.toEqual(refused("HOME_BROKEN", home, "holds other things"));
});

test("a full disk and a folder that cannot be written are told in one sentence", async () => {
  await expect(prepareHome(home, { room: Number.MAX_SAFE_INTEGER })).rejects.toEqual(
    refused("DISK_FULL", home, "is full", "MB left"),
  );
  const failure = (code: string) => homeProblem(home, Object.assign(new Error(code), { code }));
  expect(failure("ENOSPC")).toEqual(refused("DISK_FULL", home, "is full"));
  expect(failure("EACCES")).toEqual(refused("HOME_BROKEN", home, "cannot be written"));
});

test("the second one is told where the first one runs", async () => {
  await prepareHome(home);
  const lock = await lockHome(home, url);
  await lock.announce("http://localhost:4321/graphql");
  await expect(lockHome(home, url)).rejects.toEqual(
    refused("ALREADY_RUNNING", "http://localhost:4321/graphql", String(process.pid), home),
  );
  await lock.release();
  await (await lockHome(home, url)).release();
});

test("of many who find a stale lock, one takes it", async () => {
  await prepareHome(home);
  const { pid } = spawnSync(process.execPath, ["--version"]);
  const stale = [
    JSON.stringify({ pid, mark: "gone", url }),
    JSON.stringify({ pid: process.pid, mark: "an earlier process of this number", url }),
    "half a lo",
    "",
  ];
  for (const text of stale) {
    writeFileSync(join(home, "hub.lock"), text);
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => lockHome(home, url)));
    const taken = tries.filter((one) => one.status === "fulfilled");
    expect(taken).toHaveLength(1);
    expect(JSON.parse(readFileSync(join(home, "hub.lock"), "utf8"))).toMatchObject({
      pid: process.pid,
      mark: markOf(process.pid),
      url,
    });
    await taken[0]?.value.release();
  }
});
