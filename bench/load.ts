import { Pool } from "undici";

/** Asks one query of one server over and over, and prints what came of it as JSON: requests/s, and p50 and p99 in milliseconds. */
const [address = "", connections = "16", seconds = "4", body = "", token = ""] = process.argv.slice(2);
const url = new URL(address);
const pool = new Pool(url.origin, { connections: Number(connections), pipelining: 1 });
const headers = {
  "content-type": "application/json",
  accept: "application/json",
  ...(token ? { authorization: `Bearer ${token}` } : {}),
};

async function once(): Promise<number> {
  const began = performance.now();
  const answer = await pool.request({ method: "POST", path: url.pathname, headers, body });
  const text = await answer.body.text();
  if (answer.statusCode !== 200 || text.includes('"errors":'))
    throw new Error(`${address} answered ${answer.statusCode}: ${text.slice(0, 500)}`);
  return performance.now() - began;
}

async function repeat(until: number, took: number[]): Promise<void> {
  while (performance.now() < until) took.push(await once());
}

/** Runs for that many seconds on all connections and gives every answer's time. */
async function run(seconds: number): Promise<{ took: number[]; elapsed: number }> {
  const took: number[] = [];
  const began = performance.now();
  await Promise.all(Array.from({ length: Number(connections) }, () => repeat(began + seconds * 1000, took)));
  return { took, elapsed: (performance.now() - began) / 1000 };
}

await run(1);
const { took, elapsed } = await run(Number(seconds));
took.sort((a, b) => a - b);
const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))]!;
process.stdout.write(JSON.stringify({ rate: took.length / elapsed, p50: at(0.5), p99: at(0.99) }));
await pool.close();
