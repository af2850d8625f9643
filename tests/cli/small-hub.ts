import { createServer } from "node:http";
import { type RunningHub, start } from "../../cli/start.ts";

/** A process of its own that starts as the hub does, with a door that says hello: `node small-hub.ts <home> <port>`. */
const [home = "", port = "0"] = process.argv.slice(2);

async function open(): Promise<RunningHub> {
  const server = createServer((_, response) => response.end("hello"));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(Number(port), resolve);
  });
  return {
    url: `http://localhost:${port}/graphql`,
    facts: [["Rooms", "none"]],
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

process.exit(
  await start(
    {
      home,
      port: Number(port),
      databaseUrl: process.env.DATABASE_URL,
      meiliUrl: undefined,
      meiliKey: undefined,
    },
    open,
  ),
);
