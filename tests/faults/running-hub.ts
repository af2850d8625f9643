import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { borrowGround, type Ground, searchPlace } from "../../cli/ground.ts";
import { inProject } from "../../cli/paths.ts";
import { stopLeftOverMeilisearch, stopLeftOverPostgres } from "../../cli/servers/left-over.ts";
import { connected } from "../../foundation/connected.ts";
import { type Backlog, backlogOf } from "../../subgraphs/search/backlog.ts";
import { type Comparison, compare } from "../../subgraphs/search/compare.ts";
import { type Talking, talking } from "../cli/talking.ts";
import type { Answer } from "../hub.ts";

export type Part = "hub" | "PostgreSQL" | "Meilisearch";

const silent = { info() {}, warn() {} };

/** A hub as a user starts it, with its embedded servers, whose parts can be killed. */
export class RunningHub {
  #hub: Talking | undefined;
  #token: string | undefined;
  /** how often it had to be started, because it was killed or could not come up */
  starts = 0;

  constructor(
    readonly home: string,
    readonly port: number,
  ) {}

  /** Starts it, again where it gives up, as whatever keeps services running does. */
  async start(): Promise<void> {
    for (;;) {
      this.starts++;
      this.#hub = this.command("start");
      try {
        await this.#hub.says("Ctrl-C stops everything");
        return;
      } catch (error) {
        if (this.starts > 50) throw error;
        await sleep(200);
      }
    }
  }

  /** A command of the hub beside it. */
  command(...args: string[]): Talking {
    const { home, port } = this;
    return talking([inProject("dist", "cli", "hub.js"), ...args], {
      HUB_HOME: home,
      PORT: String(port),
      LOG_LEVEL: "error",
    });
  }

  said(): string {
    return this.#hub?.said() ?? "";
  }

  /** Ends a part by -9; the hub itself is started again, all else must come back by itself. */
  async kill(part: Part): Promise<void> {
    if (part === "hub") {
      this.#hub!.child.kill("SIGKILL");
      await this.#hub!.ended;
      return this.start();
    }
    const file = part === "PostgreSQL" ? "postgres/postmaster.pid" : "meilisearch.pid";
    try {
      process.kill(Number.parseInt(readFileSync(join(this.home, file), "utf8"), 10), "SIGKILL");
    } catch {
      // It is down already, or just coming up.
    }
  }

  /** Asks the gateway over HTTP as a curator; rejects where no answer comes. */
  async ask(query: string, variables: object = {}): Promise<Answer> {
    this.#token ??= await this.#curator();
    const answer = await fetch(`http://127.0.0.1:${this.port}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${this.#token}` },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(10_000),
    });
    return (await answer.json()) as Answer;
  }

  async #curator(): Promise<string> {
    const token = this.command("token", "--as", "curator");
    await token.ended;
    return token.said().trim();
  }

  /** What is measured at the gateway, by name and labels. */
  async measured(name: string): Promise<number> {
    const text = await (await fetch(`http://127.0.0.1:${this.port}/metrics`)).text();
    return Number(
      text
        .split("\n")
        .find((line) => line.startsWith(`${name} `))
        ?.split(" ")[1] ?? 0,
    );
  }

  #ground(): Promise<Ground> {
    const { home, port } = this;
    return borrowGround(
      { home, port, databaseUrl: undefined, meiliUrl: undefined, meiliKey: undefined },
      silent,
    );
  }

  async database<T>(work: (db: pg.Client) => Promise<T>): Promise<T> {
    const { databaseUrl } = await this.#ground();
    return connected(databaseUrl, {}, work);
  }

  /** Resolves with what is left once nothing waits any more, which must come to pass. */
  async settled(within = 60_000): Promise<Backlog> {
    for (const end = Date.now() + within; ; await sleep(100)) {
      const backlog = await this.database(backlogOf);
      const waiting = [backlog.fresh, backlog.following, backlog.pending];
      if (waiting.every(({ count }) => count === 0)) return backlog;
      if (Date.now() > end) throw new Error(`This still waits: ${JSON.stringify(waiting)}. ${this.said()}`);
    }
  }

  /** Records, documents and index, compared as the doctor does. */
  async compared(): Promise<Comparison> {
    const ground = await this.#ground();
    return compare({ databaseUrl: ground.databaseUrl, place: searchPlace(ground) });
  }

  /** Ends it and whatever it has left running. */
  async end(): Promise<void> {
    this.#hub?.child.kill("SIGTERM");
    await Promise.race([this.#hub?.ended, sleep(15_000, undefined, { ref: false })]);
    this.#hub?.child.kill("SIGKILL");
    await Promise.all([stopLeftOverPostgres(this.home, silent), stopLeftOverMeilisearch(this.home, silent)]);
  }
}
