import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { inProject } from "../../cli/paths.ts";

/** Makes sure that the command is built as the sources are now, once per test run: another suite may be running it. */
export async function built(): Promise<void> {
  const folder = process.env.HUB_TEST_FOLDER!;
  const note = join(folder, "built");
  try {
    mkdirSync(join(folder, "building"));
  } catch {
    while (!existsSync(note)) await sleep(50);
    const problem = readFileSync(note, "utf8");
    if (problem) throw new Error(problem);
    return;
  }
  const problem = await build().then(
    () => "",
    (error: Error & { stdout?: string }) => `${error.message}\n${error.stdout ?? ""}`,
  );
  writeFileSync(`${note}.draft`, problem);
  renameSync(`${note}.draft`, note);
  if (problem) throw new Error(problem);
}

async function build(): Promise<void> {
  const run = promisify(execFile);
  await run(process.execPath, [
    inProject("node_modules", "typescript", "bin", "tsc"),
    "-p",
    inProject("tsconfig.build.json"),
  ]);
  await run(process.execPath, [inProject("dist", "explorer", "build.js")]);
}
