import { join } from "node:path";
import type { Command } from "commander";
import { progressOn } from "../../seeds/progress.ts";
import { styled } from "../exit.ts";
import { type Finding, look } from "../finding.ts";
import type { Settings } from "../ground.ts";
import { inProject } from "../paths.ts";
import { requireDatabase } from "../servers/database.ts";
import { exists, prepareHome } from "../servers/home.ts";
import { holderOf } from "../servers/lock.ts";
import { meilisearchProgram } from "../servers/meilisearch.ts";
import { requirePort } from "../servers/port.ts";
import { postgresPrograms } from "../servers/postgres.ts";
import { settings } from "../settings.ts";

/** `hub doctor`: whether the hub could run here, or does, and whether search holds what the graph holds. */
export function doctorCommand(program: Command): void {
  program
    .command("doctor")
    .summary("look whether all is there and search holds all, and say what to mend")
    .description(
      "Looks whether all that the hub needs is there, one line for each thing, and compares records with documents and documents with the index, id by id. Changes nothing unless told to; ends with 1 where something is amiss. Works beside a running hub and without one.",
    )
    .option("--repair", "bring back to search what differs, and end when it is done")
    .action(async ({ repair }: { repair?: boolean }) => {
      const wanted = settings();
      const findings = await examine(wanted);
      for (const finding of findings) print(finding);
      const ground = findings.filter(({ name }) => ["Data", "PostgreSQL", "Meilisearch"].includes(name));
      if (ground.every(({ good }) => good)) {
        const { examineSearch } = await import("../search-health.ts");
        const searched = await examineSearch(wanted, repair ? progressOn() : null);
        for (const finding of searched) print(finding);
        findings.push(...searched);
      }
      process.exitCode = findings.every(({ good }) => good) ? 0 : 1;
    });
}

function print({ good, name, says }: Finding): void {
  const sign = good ? styled("green", "ok ") : styled("red", "bad");
  process.stdout.write(`${sign}  ${name.padEnd(13)}${says}\n`);
}

/** Looks at everything the hub needs; changes nothing but the note that a program was checked. */
export async function examine(wanted: Settings): Promise<Finding[]> {
  const holder = await holderOf(wanted.home);
  return Promise.all([
    look("Node", async () => process.versions.node),
    look("Data", async () => {
      if (!(await exists(wanted.home))) return `${wanted.home}, made at the first start`;
      return prepareHome(wanted.home);
    }),
    look("Hub", async () => {
      if (!holder) return "not running";
      const answer = await fetch(new URL("/health/ready", holder.url), {
        signal: AbortSignal.timeout(5_000),
      });
      if (!answer.ok)
        throw new Error(`at ${holder.url} (process ${holder.pid}), but not ready: ${await answer.text()}`);
      return `ready at ${holder.url} (process ${holder.pid})`;
    }),
    look("Port", async () => {
      if (!holder) await requirePort(wanted.port);
      return `${wanted.port}${holder ? "" : ", free"}`;
    }),
    look("PostgreSQL", async () => {
      if (!wanted.databaseUrl) return `embedded, ${join(postgresPrograms(), "postgres")}`;
      await requireDatabase(wanted.databaseUrl);
      return `at ${new URL(wanted.databaseUrl).host}, given by DATABASE_URL`;
    }),
    look("Meilisearch", async () => {
      if (!wanted.meiliUrl)
        return (await meilisearchProgram(wanted.home)) ?? "none: search runs in a simpler form";
      const host = new URL(wanted.meiliUrl).host;
      const health = await fetch(new URL("/health", wanted.meiliUrl), {
        signal: AbortSignal.timeout(5_000),
      }).catch(() => null);
      if (!health?.ok)
        throw new Error(
          `No Meilisearch answers at ${host}, given by MEILI_URL; start it or mend the address.`,
        );
      return `at ${host}, given by MEILI_URL`;
    }),
    look("Explorer", async () => {
      if (await exists(inProject("dist", "explorer", "assets", "manifest.json"))) return "built";
      throw new Error("The explorer is not built; run npm run build.");
    }),
  ]);
}
