import type { Command } from "commander";
import type pg from "pg";
import { connected } from "../../foundation/connected.ts";
import { isUuid } from "../../foundation/uuid.ts";
import { type Backlog, backlogOf, type Waiting } from "../../subgraphs/search/backlog.ts";
import { tryAgain } from "../../subgraphs/search/letters.ts";
import { Halt, styled, systemCode } from "../exit.ts";
import { borrowGround } from "../ground.ts";
import { holderOf } from "../servers/lock.ts";
import { settings } from "../settings.ts";

const silent = { info() {}, warn() {} };

interface Wish {
  json?: boolean;
  retry?: true | string[];
}

/** `hub outbox`: what has not yet come to the search index, and what was laid aside. */
export function outboxCommand(program: Command): void {
  program
    .command("outbox")
    .summary("show what waits for the search index, and what was laid aside")
    .description(
      "Shows the news that waits to be carried, the documents that wait for Meilisearch, and the records that were laid aside because one of the two steps failed. Ends with 1 where records are laid aside.",
    )
    .option("--json", "print it as JSON")
    .option(
      "--retry [ids...]",
      "make news of laid-aside records again, of all or of these; they stay in the list until they have been carried",
    )
    .addHelpText(
      "after",
      `
What is laid aside is tried again by itself every hour.

  npm run hub outbox
  npm run -s hub outbox -- --json
  npm run hub outbox -- --retry`,
    )
    .action(async ({ json, retry }: Wish) => {
      const wanted = settings();
      const hubRuns = (await holderOf(wanted.home)) !== null;
      const ground = await borrowGround(wanted, silent);
      try {
        const { retried, backlog } = await connected(
          ground.databaseUrl,
          { name: "hub outbox" },
          async (db) => ({
            retried: retry ? await again(db, retry === true ? null : retry) : undefined,
            backlog: await backlogOf(db),
          }),
        );
        process.stdout.write(
          json
            ? `${JSON.stringify({ ...backlog, ...(retried ? { retried } : {}) }, null, 2)}\n`
            : inWords(backlog, retried, hubRuns),
        );
        process.exitCode = !retried && backlog.laidAside.length > 0 ? 1 : 0;
      } catch (error) {
        throw systemCode(error) === "42P01" ? noTables() : error;
      } finally {
        await ground.close();
      }
    });
}

async function again(db: pg.Client, records: readonly string[] | null): Promise<string[]> {
  const wrong = records?.find((id) => !isUuid(id));
  if (wrong !== undefined) throw new Halt("BAD_SETTING", `${wrong} is no id of a record.`);
  const retried = await tryAgain(db, { records });
  const unknown = records?.filter((id) => !retried.includes(id.toLowerCase())) ?? [];
  if (unknown.length > 0) throw new Halt("BAD_SETTING", `Not laid aside: ${unknown.join(", ")}.`);
  return retried;
}

const noTables = () =>
  new Halt("BAD_SETTING", "The hub has no tables yet, or old ones: start it once (npm start).");

function inWords(
  { fresh, following, pending, laidAside }: Backlog,
  retried: readonly string[] | undefined,
  hubRuns: boolean,
): string {
  const line = (name: string, says: string) => `${name.padEnd(13)}${says}\n`;
  const lines = [
    line("News", waiting(fresh)),
    line("Following", waiting(following)),
    line("Meilisearch", waiting(pending)),
    line("Laid aside", laidAside.length > 0 ? styled("red", String(laidAside.length)) : "none"),
    ...laidAside.map(
      ({ record, kind, step, since, reason }) =>
        `  ${record}  ${kind.padEnd(13)}${step === "DRAW" ? "not drawn  " : "not indexed"}  since ${since.toISOString()}\n    ${reason.replace(/\s+/g, " ")}\n`,
    ),
  ];
  if (retried)
    lines.push(
      `${retried.length} ${retried.length === 1 ? "record is" : "records are"} tried again${hubRuns ? "" : " when the hub runs"}\n`,
    );
  return lines.join("");
}

/** How much waits and how long, as people read it. */
const waiting = ({ count, oldest }: Waiting): string =>
  count === 0 ? "none waits" : `${count} wait, the oldest since ${Math.round(oldest ?? 0)} s`;
