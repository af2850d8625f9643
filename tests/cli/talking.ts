import { type ChildProcess, spawn } from "node:child_process";

export interface Talking {
  child: ChildProcess;
  /** its exit code; null if a signal ended it */
  ended: Promise<number | null>;
  /** all it has said so far, once these words are among it; rejects if it ends without them */
  says(words: string): Promise<string>;
  said(): string;
}

/** Starts a Node program of its own process, with these settings and no others. */
export function talking(args: string[], environment: Record<string, string> = {}): Talking {
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += text));
  const says = (words: string) =>
    new Promise<string>((resolve, reject) => {
      const look = () => said.includes(words) && resolve(said);
      for (const stream of [child.stdout, child.stderr]) stream.on("data", look);
      void ended.then(() => reject(new Error(`It never said "${words}", but: ${said}`)));
      look();
    });
  return { child, ended, says, said: () => said };
}
