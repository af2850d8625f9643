/** What one server did with one question in one round. Times in milliseconds. */
export interface Figures {
  server: string;
  question: string;
  rate: number;
  p50: number;
  p99: number;
}

const median = (numbers: readonly number[]): number => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

/** A Markdown table per question: medians over the rounds, and each server's rate as a multiple of the others'. */
export function table(
  figures: readonly Figures[],
  servers: readonly string[],
  questions: readonly string[],
): string {
  const of = (server: string, question: string) =>
    figures.filter((f) => f.server === server && f.question === question);
  /** the median over the rounds of the ratio within a round */
  const times = (a: string, b: string, question: string) => {
    const others = of(b, question);
    return median(of(a, question).map(({ rate }, round) => rate / others[round]!.rate));
  };
  const single = servers.find((name) => name.startsWith("un-federated"))!;
  const apollo = servers.find((name) => name.startsWith("@apollo/gateway"))!;
  return questions
    .map((question) => {
      const lines = servers.map((server) => {
        const all = of(server, question);
        const cells = [
          Math.round(median(all.map(({ rate }) => rate))).toLocaleString("en"),
          median(all.map(({ p50 }) => p50)).toFixed(1),
          median(all.map(({ p99 }) => p99)).toFixed(1),
          `${times(server, single, question).toFixed(2)} ×`,
          `${times(server, apollo, question).toFixed(2)} ×`,
        ];
        return `| ${server.padEnd(36)} | ${cells.map((cell) => cell.padStart(10)).join(" | ")} |`;
      });
      return [
        `**${question}**`,
        "",
        `| ${"".padEnd(36)} | requests/s |     p50 ms |     p99 ms | un-feder.  | Apollo gw. |`,
        `| ${"-".repeat(36)} | ---------: | ---------: | ---------: | ---------: | ---------: |`,
        ...lines,
        "",
      ].join("\n");
    })
    .join("\n");
}
