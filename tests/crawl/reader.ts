import type { Answer } from "../hub.ts";
import type { Who } from "./audience.ts";
import { Secrets } from "./secrets.ts";

/** Every list that is there as a whole has as many entries as it says. */
function miscounted(value: unknown, path = "data"): string[] {
  if (value === null || typeof value !== "object") return [];
  const { totalCount, nodes, pageInfo } = value as {
    totalCount?: number;
    nodes?: unknown[];
    pageInfo?: { hasNextPage: boolean; hasPreviousPage: boolean };
  };
  const wrong =
    nodes && totalCount !== undefined && pageInfo?.hasNextPage === false && totalCount !== nodes.length
      ? [`${path}: ${totalCount} counted, ${nodes.length} given`]
      : [];
  return [...wrong, ...Object.entries(value).flatMap(([key, one]) => miscounted(one, `${path}.${key}`))];
}

/** Asks as one person, remembers all that they met, and tells at once what they must not meet. */
export class Reader {
  readonly met = new Set<string>();
  readonly wrong: string[] = [];
  readonly #allowed: ReadonlySet<string>;

  constructor(
    readonly who: Who,
    secrets: Secrets,
    private readonly put: (query: string, variables: object) => Promise<Answer>,
  ) {
    this.#allowed = new Set(secrets.of(who));
  }

  /** Asks the first of these operations that is not more than the gateway takes. */
  async askWhatFits(operations: readonly string[]): Promise<void> {
    for (const query of operations) {
      const answer = await this.put(query, {});
      if (answer.errors?.[0]?.extensions.limit === undefined) return this.#look(query, answer);
    }
    this.wrong.push(`The gateway takes none of ${operations.join("\n")}`);
  }

  async ask(query: string, variables: object = {}): Promise<Answer> {
    const answer = await this.put(query, variables);
    this.#look(query, answer);
    return answer;
  }

  #look(query: string, answer: Answer): void {
    for (const secret of Secrets.in(JSON.stringify(answer))) {
      this.met.add(secret);
      if (!this.#allowed.has(secret)) this.wrong.push(`${secret} in the answer to ${query}`);
    }
    for (const list of miscounted(answer.data)) this.wrong.push(`${list} in the answer to ${query}`);
    for (const { message } of answer.errors ?? []) this.wrong.push(`${message} — ${query}`);
  }

  get unmet(): string[] {
    return [...this.#allowed].filter((secret) => !this.met.has(secret));
  }
}
