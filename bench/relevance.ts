import { parseArgs } from "node:util";
import { hitsIn, JUDGED_SEARCH, measure, tableOf } from "../tests/relevance/measure.ts";

const usage = `Asks a running hub the judged queries of tests/relevance, or of another folder of such files, and prints how many of the records that askers expect come first.

  npm run relevance -- [--url http://localhost:4000/graphql] [--queries <folder>] [--misses]
`;

const { values } = parseArgs({
  options: {
    url: { type: "string", default: "http://localhost:4000/graphql" },
    queries: { type: "string" },
    misses: { type: "boolean" },
    help: { type: "boolean", short: "h" },
  },
});

if (values.help) process.stdout.write(usage);
else {
  const measured = await measure(async ({ query, language }) => {
    const answer = await fetch(values.url, {
      method: "POST",
      headers: { "content-type": "application/json", "accept-language": language },
      body: JSON.stringify({ query: JUDGED_SEARCH, variables: { query } }),
    }).catch(() => {
      process.stderr.write(
        `No hub answers at ${values.url}: start one with npm start, or say with --url where it is.\n`,
      );
      process.exit(1);
    });
    return hitsIn(((await answer.json()) as { data: unknown }).data);
  }, values.queries);
  process.stdout.write(`${tableOf(measured)}\n`);
  for (const { language, misses } of values.misses ? measured : [])
    for (const { judged, missing, hits } of misses)
      process.stdout.write(
        `\n${language}  ${judged.query}  (${judged.why})\n  missing  ${missing.join(", ")}\n  found    ${hits.join(", ")}\n`,
      );
}
