import { execFileSync, type SpawnOptions, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** What the servers report to while they start and stop; a pino logger is one. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
}

/** A child process in a session of its own: Ctrl-C in the terminal reaches the hub alone, which then stops it in order. */
export interface Child {
  pid: number;
  /** Resolves once the process is gone, with a word on how it ended. */
  gone: Promise<string>;
  /** Null while it runs. */
  ended(): string | null;
  /** Asks by `signal`, and kills if the process is still there after `within` milliseconds. */
  stop(signal: NodeJS.Signals, within: number): Promise<void>;
}

/** Starts a server with its output in `logFile` (overwritten). It dies with this process, unless that is killed by -9. */
export function startChild(
  command: string,
  args: string[],
  { logFile, ...options }: SpawnOptions & { logFile: string },
): Child {
  const out = openSync(logFile, "w", 0o600);
  const child = spawn(command, args, { ...options, stdio: ["ignore", out, out], detached: true });
  closeSync(out);
  let end: string | null = null;
  const gone = new Promise<string>((resolve) => {
    const over = (how: string) => {
      end ??= how;
      process.off("exit", last);
      resolve(end);
    };
    child.once("error", (error) => over(error.message));
    child.once("exit", (code, signal) => over(signal ? `signal ${signal}` : `exit code ${code}`));
  });
  const last = () => void child.kill("SIGTERM");
  process.on("exit", last);
  return {
    pid: child.pid ?? -1,
    gone,
    ended: () => end,
    async stop(signal, within) {
      if (end !== null) return;
      child.kill(signal);
      const late = new AbortController();
      const wait = sleep(within, "late", { signal: late.signal }).catch(() => "gone");
      if ((await Promise.race([gone, wait])) === "late") child.kill("SIGKILL");
      await gone;
      late.abort();
    },
  };
}

/**
 * Tells one process from a later one that got the same number: a mark that stays the same as long as it lives.
 * Null when no such process runs (one that has ended and was not yet collected counts as gone).
 */
export function markOf(pid: number): string | null {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return null;
  }
  try {
    if (process.platform === "linux") {
      const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return fields[0] === "Z" ? null : `started ${fields[19]}`;
    }
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim() || null;
  } catch {
    return null;
  }
}

/** The command line of a process, arguments separated by blanks; empty when it cannot be read. */
export function commandOf(pid: number): string {
  try {
    return process.platform === "linux"
      ? readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim()
      : execFileSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}

/** Stops a process that is not our child, first by `signal`, after `within` milliseconds by force. */
export async function stopStranger(pid: number, signal: NodeJS.Signals, within: number): Promise<void> {
  const mark = markOf(pid);
  const send = (what: NodeJS.Signals) => {
    try {
      process.kill(pid, what);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  };
  const gone = async (bound: number) => {
    const until = Date.now() + bound;
    while (markOf(pid) === mark && Date.now() < until) await sleep(10);
    return markOf(pid) !== mark;
  };
  if (mark === null) return;
  send(signal);
  if (await gone(within)) return;
  send("SIGKILL");
  await gone(2_000);
}
