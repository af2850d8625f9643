import { join } from "node:path";
import { connected } from "../foundation/connected.ts";
import { log } from "../foundation/log.ts";
import { wallFaults } from "../foundation/roles.ts";
import type { Progress } from "../seeds/progress.ts";
import { backlogOf, lagOf, type Waiting } from "../subgraphs/search/backlog.ts";
import { type Comparison, compare, type Difference } from "../subgraphs/search/compare.ts";
import { repair } from "../subgraphs/search/repair.ts";
import { answersOf } from "./answers.ts";
import type { Finding } from "./finding.ts";
import { borrowGround, type Ground, type Settings, searchPlace } from "./ground.ts";
import { exists } from "./servers/home.ts";
import { holderOf } from "./servers/lock.ts";
import { tableSays, tablesOf } from "./tables.ts";

/** Seconds after which what waits beside a running hub is a bad sign. */
const PATIENCE_S = 60;
const EXAMPLES = 5;
const AS_DOCTOR = { name: "hub doctor" };
const silent = { info() {}, warn() {} };

/**
 * Whether search holds what the graph holds, and what waits or is laid aside. With `repairing`, which is told how far it
 * is, what differs is brought back first. Uses the servers of the hub that runs, or starts and stops those of `home`.
 */
export async function examineSearch(settings: Settings, repairing: Progress | null): Promise<Finding[]> {
  const { home, databaseUrl } = settings;
  if (!databaseUrl && !(await exists(join(home, "postgres"))))
    return [{ good: true, name: "Search", says: "nothing to search yet" }];
  const hub = await holderOf(home);
  let ground: Ground;
  try {
    ground = await borrowGround(settings, silent);
  } catch (error) {
    return [{ good: false, name: "Search", says: (error as Error).message }];
  }
  try {
    const tables = await tablesOf(ground.databaseUrl);
    if (tables !== "there") return [{ good: tables === "none", name: "Search", says: tableSays[tables] }];
    const place = searchPlace(ground);
    const differing = async (indexed: boolean): Promise<Comparison> => {
      const options = { databaseUrl: ground.databaseUrl, place: indexed ? place : undefined };
      const found = await compare(options);
      if (!repairing || found.differences.length === 0) return found;
      // The whole hub, which takes a while to load.
      const { withHouse } = await import("./open.ts");
      return withHouse(ground, ({ ask }) =>
        repair(found, {
          ...options,
          ask,
          log,
          progress: (done, all) => repairing("brought back", done, all),
        }),
      );
    };
    let compared = await differing(!!place).catch((error: Error) => error);
    let unread: string | null = null;
    if (compared instanceof Error) {
      unread = `cannot be compared: ${String((compared.cause as Error | undefined)?.message ?? compared.message)}`;
      compared = await differing(false);
    }
    const findings = await examined(ground, compared, unread, hub !== null);
    return hub ? [...findings, await answersOf(hub.url)] : findings;
  } finally {
    await ground.close();
  }
}

async function examined(
  { databaseUrl, meilisearch }: Ground,
  { records, documents, indexed, differences }: Comparison,
  unread: string | null,
  hubRuns: boolean,
): Promise<Finding[]> {
  const backlog = await connected(databaseUrl, AS_DOCTOR, backlogOf);
  const inIndex = (one: Difference) => /index/.test(one.what);
  const drawn = differences.filter((one) => !inIndex(one));
  const faults = await connected(databaseUrl, AS_DOCTOR, (db) =>
    wallFaults(async (statement, values) => (await db.query(statement, values)).rows),
  );
  return [
    {
      good: faults.length === 0,
      name: "Wall",
      says: faults.length === 0 ? "stands" : `is down (npm run hub migrate builds it): ${faults.join("; ")}`,
    },
    waitingFinding("Outbox", "news", backlog.fresh, hubRuns),
    ...followingFindings(backlog.following, hubRuns),
    {
      good: drawn.length === 0,
      name: "Documents",
      says: `${documents} of ${records} records${told(drawn)}`,
    },
    ...(meilisearch
      ? [
          {
            good: unread === null && !differences.some(inIndex),
            name: "Index",
            says: unread ?? `${indexed} of ${documents} documents${told(differences.filter(inIndex))}`,
          },
          waitingFinding("Index lag", "documents", backlog.pending, hubRuns, { lag: lagOf(backlog) }),
        ]
      : []),
    {
      good: backlog.laidAside.length === 0,
      name: "Laid aside",
      says: backlog.laidAside.length === 0 ? "none" : `${backlog.laidAside.length}: see npm run hub outbox`,
    },
  ];
}

/** What only follows may take its time: of a hundred thousand records some minutes. */
const followingFindings = (following: Waiting, hubRuns: boolean): Finding[] =>
  following.count > 0 ? [waitingFinding("Following", "news", following, hubRuns, { patience: 3_600 })] : [];

function waitingFinding(
  name: string,
  what: string,
  { count, oldest }: Waiting,
  hubRuns: boolean,
  { lag, patience = PATIENCE_S }: { lag?: number; patience?: number } = {},
): Finding {
  const since = Math.round(oldest ?? 0);
  const late = hubRuns && since > patience;
  const how = late ? ": they are not carried, see the log" : hubRuns ? "" : ", for when the hub runs";
  return {
    good: !late,
    name,
    says: `${lag === undefined ? "" : `${Math.round(lag)} s; `}${
      count === 0 ? `no ${what} wait` : `${count} ${what} wait, the oldest since ${since} s${how}`
    }`,
  };
}

/** How much differs, how, and some of it. */
function told(differences: readonly Difference[]): string {
  if (differences.length === 0) return ", all alike";
  const lines = [...new Set(differences.map(({ what }) => what))].map((what) => {
    const some = differences.filter((one) => one.what === what);
    const examples = some.slice(0, EXAMPLES).map(({ id, kind }) => (kind ? `${kind} ${id}` : id));
    return `\n       ${some.length} × ${what}: ${examples.join(", ")}${some.length > EXAMPLES ? ", …" : ""}`;
  });
  return `, ${differences.length} ${differences.length === 1 ? "differs" : "differ"} (npm run hub doctor -- --repair)${lines.join("")}`;
}
