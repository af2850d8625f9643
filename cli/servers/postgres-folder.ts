import { spawn } from "node:child_process";
import { chown, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Halt } from "../exit.ts";
import type { ServerUser } from "./user.ts";

/** A data folder of PostgreSQL, the programs for it, and the user they run as. */
interface DataFolder {
  bin: string;
  data: string;
  home: string;
  user: ServerUser | null;
}

/** A program of PostgreSQL as `spawn` wants it: as that user, and with nothing of our environment, whose PG* would mislead it. */
export function asUser(user: ServerUser | null, program: string, programArgs: string[]) {
  const [command = program, ...args] = [...(user?.wrap ?? []), program, ...programArgs];
  const ids = user && user.wrap.length === 0 ? { uid: user.uid, gid: user.gid } : {};
  return {
    command,
    args,
    options: { env: { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" }, cwd: "/", ...ids },
  };
}

/**
 * Makes the data folder: UTF-8 throughout, texts in the order of their code points on every machine. It takes its place
 * only when it is complete, so that one cut off half-way never stands there.
 */
export async function initialise(folder: DataFolder, password: string, durable: boolean): Promise<void> {
  const { data, user } = folder;
  const draft = `${data}.new`;
  const passwordFile = `${draft}.password`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user) {
    await chown(draft, user.uid, user.gid);
    await chown(passwordFile, user.uid, user.gid);
  }
  const safety = durable ? (process.platform === "linux" ? ["--sync-method=syncfs"] : []) : ["--no-sync"];
  try {
    await run(folder, "initdb", [
      `--pgdata=${draft}`,
      `--pwfile=${passwordFile}`,
      "--username=postgres",
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--no-instructions",
      ...safety,
    ]);
    await rename(draft, data);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** Gives the stopped server's owner a new password, for when the kept one was lost. */
export async function setPassword(folder: DataFolder, password: string): Promise<void> {
  await run(
    folder,
    "postgres",
    ["--single", "-D", folder.data, "postgres"],
    `ALTER ROLE postgres PASSWORD '${password}';\n`,
  );
}

async function run({ bin, data, user }: DataFolder, program: string, programArgs: string[], input = "") {
  const { command, args, options } = asUser(user, join(bin, program), programArgs);
  const child = spawn(command, args, { ...options, stdio: ["pipe", "ignore", "pipe"] });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text) => (said += text));
  child.stdin.on("error", () => {}); // a program that ends early reads no input; its exit code tells
  child.stdin.end(input);
  const code = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code === 0) return;
  if (said.includes("No space left on device")) throw Object.assign(new Error(said), { code: "ENOSPC" });
  const reason = reasonIn(said) ?? `${program} ended with ${code}`;
  throw new Halt("SERVER_FAILED", `PostgreSQL could not prepare ${data}: ${reason}.`);
}

/** What a program of PostgreSQL gave as its reason to give up, from all it said. */
export const reasonIn = (said: string): string | undefined =>
  /(?:FATAL|PANIC|error): +(.*)/.exec(said)?.[1] ??
  /(?:postgres|initdb|setpriv): +(.*(?:\n(?!\d{4}-).*)*)/.exec(said)?.[1]?.trim().replaceAll("\n", " ");
