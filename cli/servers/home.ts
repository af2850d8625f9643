import { chmod, mkdir, readdir, readFile, rm, stat, statfs, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { Halt, systemCode } from "../exit.ts";

/** The layout of the data folder that this hub reads and writes. */
const layout = 1;

const roomNeeded = 200 * 1024 * 1024;

/**
 * The data folder, ready to use, as an absolute path: created (closed to other users) if it is not there, refused with
 * one sentence if it is not a data folder of the hub, cannot be written, or has less than `room` bytes left.
 */
export async function prepareHome(path: string, { room = roomNeeded } = {}): Promise<string> {
  const home = resolve(path);
  try {
    await mkdir(dirname(home), { recursive: true });
    await mkdir(home, { mode: 0o700 }).catch(async (error) => {
      if (!(await stat(home).catch(() => null))?.isDirectory()) throw error;
    });
    await checkLayout(home);
    await requireRoom(home, room);
    const probe = join(home, `.probe-${process.pid}`);
    await writeFile(probe, "written to see whether it can be", { mode: 0o600 });
    await rm(probe);
    return home;
  } catch (error) {
    throw homeProblem(home, error);
  }
}

async function checkLayout(home: string) {
  const file = join(home, "layout");
  const text = await readFile(file, "utf8").catch((error) => {
    if (systemCode(error) === "ENOENT") return null;
    throw error;
  });
  if (text === null) {
    if ((await readdir(home)).length > 0) {
      throw new Halt(
        "HOME_BROKEN",
        `The folder ${home} holds other things and is no data folder of the hub; give an empty or new one: HUB_HOME=<folder> npm start.`,
      );
    }
    await chmod(home, 0o700);
    await writeFile(file, `${layout}\n`, { mode: 0o600 });
    return;
  }
  if (!/^[1-9]\d{0,3}\n?$/.test(text)) {
    throw new Halt(
      "HOME_BROKEN",
      `The data folder ${home} is damaged (its file "layout" cannot be understood); restore it from a backup, or move it away to begin anew.`,
    );
  }
  if (Number(text) !== layout) {
    throw new Halt(
      "HOME_BROKEN",
      `The data folder ${home} has layout ${text.trim()}, this hub knows layout ${layout}; use the hub it was made with, or move it away to begin anew.`,
    );
  }
}

async function requireRoom(home: string, room: number) {
  const { bavail, bsize } = await statfs(home);
  if (bavail * bsize < room) throw diskFull(home, bavail * bsize);
}

const diskFull = (path: string, left?: number) =>
  new Halt(
    "DISK_FULL",
    `The disk that holds ${path} is full${left === undefined ? "" : ` (${Math.floor(left / 1024 / 1024)} MB left)`}; free at least ${roomNeeded / 1024 / 1024} MB there, or give another folder: HUB_HOME=<folder> npm start.`,
  );

/** What a failure inside the data folder means to the person at the terminal; other failures come back unchanged. */
export function homeProblem(path: string, error: unknown): unknown {
  const broken = (sentence: string) => new Halt("HOME_BROKEN", sentence, { cause: error });
  switch (systemCode(error)) {
    case "ENOSPC":
    case "EDQUOT":
    case "53100": // PostgreSQL's own word for it
      return diskFull(path);
    case "EEXIST":
    case "ENOTDIR":
      return broken(
        `${path} should be the hub's data folder, but there is a file in its place; move that file away, or give another folder: HUB_HOME=<folder> npm start.`,
      );
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return broken(
        `The data folder ${path} cannot be written by this user; give it to this user, or give another folder: HUB_HOME=<folder> npm start.`,
      );
    case "EISDIR":
      return broken(
        `The data folder ${path} is damaged (a folder stands where a file should be); restore it from a backup, or move it away to begin anew.`,
      );
    default:
      return error;
  }
}

/** Is there something at that path? */
export const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
