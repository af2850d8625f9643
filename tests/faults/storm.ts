import { setTimeout as sleep } from "node:timers/promises";
import { random } from "../../seeds/synthetic/random.ts";
import type { Part, RunningHub } from "./running-hub.ts";

/** What is known of a record that was written. */
interface Written {
  title: string;
  revision: number;
  /** what it may be called as well: a change of which no answer came */
  perhaps?: string;
}

export interface Storm {
  /** the records whose creation was acknowledged, by id */
  written: Map<string, Written>;
  acknowledged: number;
  /** writes that were answered with an error, or not at all */
  failed: number;
  /** with which codes writes were refused meanwhile */
  codes: Set<string>;
  kills: Part[];
}

const CREATE = `mutation ($title: String!) { made: createPractice(input: { language: en, texts: { title: $title } }) { id revision } }`;
const CHANGE = `mutation ($id: ID!, $revision: Int!, $title: String!) {
  made: changePractice(id: $id, revision: $revision, input: { texts: { title: $title } }) { id revision }
}`;

/**
 * Writes through the gateway, many at a time, until so many writes have been acknowledged, while parts of the hub are killed
 * in an order and at moments that depend on the seed.
 */
export async function storm(
  hub: RunningHub,
  {
    seed,
    writes,
    kills,
    writers = 6,
    say = () => {},
  }: {
    seed: string;
    writes: number;
    kills: readonly Part[];
    writers?: number;
    say?: (line: string) => void;
  },
): Promise<Storm> {
  const chance = random(seed);
  const result: Storm = { written: new Map(), acknowledged: 0, failed: 0, codes: new Set(), kills: [] };
  let counter = 0;

  /** Each writer changes the records alone that it has made: of them it knows the revision. */
  const write = async () => {
    const own: string[] = [];
    while (result.acknowledged < writes) {
      const title = `Storm ${seed} ${++counter}`;
      const id = own.length > 0 && chance.chance(0.4) ? chance.pick(own) : undefined;
      const before = id ? result.written.get(id)! : undefined;
      const answer = await (id
        ? hub.ask(CHANGE, { id, revision: before!.revision, title })
        : hub.ask(CREATE, { title })
      ).catch(() => undefined);
      const made = answer?.errors ? undefined : answer?.data?.made;
      if (made) {
        result.acknowledged++;
        result.written.set(made.id, { title, revision: made.revision });
        if (!id) own.push(made.id);
        continue;
      }
      result.failed++;
      for (const { extensions } of answer?.errors ?? []) result.codes.add(extensions.code);
      if (id) {
        result.written.set(id, { ...before!, perhaps: title });
        own.splice(own.indexOf(id), 1);
      }
      await sleep(30);
    }
  };

  const strike = async () => {
    const moments = kills.map(() => Math.floor(writes * (0.05 + 0.9 * (chance.below(1_000) / 1_000))));
    const order = chance.some(kills, kills.length);
    for (const [i, moment] of moments.sort((a, b) => a - b).entries()) {
      while (result.acknowledged < moment) await sleep(2);
      await sleep(chance.below(30));
      const part = order[i]!;
      say(`${result.acknowledged} writes acknowledged: ${part} is killed`);
      result.kills.push(part);
      await hub.kill(part);
    }
  };

  await Promise.all([strike(), ...Array.from({ length: writers }, write)]);
  return result;
}

/** What was acknowledged and is not there, in words; nothing where all is. */
export async function lostOf(hub: RunningHub, { written }: Storm): Promise<string[]> {
  const there = new Map<string, { title: string; revision: number }>();
  let after: string | null = null;
  do {
    const { data, errors }: Awaited<ReturnType<RunningHub["ask"]>> = await hub.ask(
      "query ($after: String) { practices(first: 100, after: $after) { nodes { id title revision } pageInfo { hasNextPage endCursor } } }",
      { after },
    );
    if (errors) throw new Error(errors.map(({ message }) => message).join("; "));
    for (const { id, title, revision } of data.practices.nodes) there.set(id, { title, revision });
    const { hasNextPage, endCursor } = data.practices.pageInfo;
    after = hasNextPage ? endCursor : null;
  } while (after);
  return [...written].flatMap(([id, { title, perhaps, revision }]) => {
    const now = there.get(id);
    if (!now) return [`${id} is not there`];
    const same = now.title === title && now.revision === revision;
    const next = now.title === perhaps && now.revision === revision + 1;
    return same || next ? [] : [`${id} is "${now.title}" ${now.revision}, not "${title}" ${revision}`];
  });
}
