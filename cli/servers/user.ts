import { chmod, chown, readFile, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { Halt } from "../exit.ts";
import { exists } from "./home.ts";

/** Another user as whom a server runs. */
export interface ServerUser {
  uid: number;
  gid: number;
  /** Put before the command where folders on the way are closed to that user; empty otherwise. */
  wrap: string[];
}

/**
 * PostgreSQL refuses to run as root: for root, the user it runs as instead. That is whoever owns `data` already, else the
 * system's `postgres`, else `nobody`; the home is opened to that user for passing through, not for listing.
 * Null when we are no root.
 */
export async function serverUser(home: string, data: string, binary: string): Promise<ServerUser | null> {
  if (process.getuid?.() !== 0) return null;
  const { uid, gid } =
    (await ownerOf(data)) ?? (await named("postgres")) ?? (await named("nobody")) ?? nobody();
  await chown(home, 0, gid);
  await chmod(home, 0o710);
  const open = (await reachable(home, uid, gid)) && (await reachable(dirname(binary), uid, gid));
  return { uid, gid, wrap: open ? [] : await passThrough(uid, gid, home) };
}

async function ownerOf(data: string): Promise<{ uid: number; gid: number } | null> {
  const owner = await stat(data).catch(() => null);
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : null;
}

async function named(name: string): Promise<{ uid: number; gid: number } | null> {
  const users = await readFile("/etc/passwd", "utf8").catch(() => "");
  const [, , uid, gid] =
    users
      .split("\n")
      .find((line) => line.startsWith(`${name}:`))
      ?.split(":") ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null;
}

function nobody(): never {
  throw new Halt(
    "SERVER_FAILED",
    "PostgreSQL refuses to run as root, and this system has neither a user postgres nor nobody; start the hub as an ordinary user, or give a server by DATABASE_URL.",
  );
}

async function reachable(folder: string, uid: number, gid: number): Promise<boolean> {
  const { uid: owner, gid: group, mode } = await stat(folder);
  const may = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
  if (!(mode & may)) return false;
  return dirname(folder) === folder || reachable(dirname(folder), uid, gid);
}

/** Lets the server pass through folders closed to it, as in /root, without being root. */
async function passThrough(uid: number, gid: number, home: string): Promise<string[]> {
  for (const setpriv of ["/usr/bin/setpriv", "/bin/setpriv"]) {
    if (await exists(setpriv)) {
      const capability = "+dac_read_search";
      return [
        setpriv,
        `--reuid=${uid}`,
        `--regid=${gid}`,
        "--clear-groups",
        `--inh-caps=${capability}`,
        `--ambient-caps=${capability}`,
      ];
    }
  }
  throw new Halt(
    "SERVER_FAILED",
    `PostgreSQL refuses to run as root, and no other user may enter ${home} or the project; move the project to an open folder such as /opt/hub, start it as an ordinary user, or give a server by DATABASE_URL.`,
  );
}
