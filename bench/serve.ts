import { readFileSync } from "node:fs";
import { pino } from "pino";
import { openHouse, roomsInProcess, roomsOverHttp } from "../cli/house.ts";
import { inProject } from "../cli/paths.ts";
import { openWalled } from "../foundation/database.ts";
import { passports } from "../foundation/passport.ts";
import { serveRoom } from "../foundation/server.ts";
import { schemaOf } from "../foundation/subgraph.ts";
import { rooms } from "../subgraphs/registry.ts";
import { startIndexer } from "../subgraphs/search/indexer.ts";
import { unfederated } from "./unfederated.ts";

/** One of the servers that are compared, in a process of its own; prints its address as the first line of standard output. */
const [mode = "", ...rest] = process.argv.slice(2);
const url = process.env.DATABASE_URL!;
const keys = await passports(process.env.HUB_HOME!);
const supergraphSdl = readFileSync(inProject("schema", "supergraph.graphql"), "utf8");
const log = pino({ level: "warn" }, pino.destination(2));
const say = (address: string) => process.stdout.write(`${address}\n`);

if (mode === "process") {
  const database = await openWalled(rooms, { url, poolSize: 20 });
  const { MEILI_URL, MEILI_KEY } = process.env;
  const search = MEILI_URL ? { url: MEILI_URL, key: MEILI_KEY, index: "records" } : undefined;
  const house = await openHouse(roomsInProcess(rooms, { database, passports: keys, search }), {
    passports: keys,
    supergraphSdl,
    log,
  });
  if (search) startIndexer({ databaseUrl: url, place: search, ask: house.ask, log });
  const { port } = await house.gateway.listen({ port: 0, host: "127.0.0.1" });
  say(`http://127.0.0.1:${port}/graphql`);
} else if (mode === "gateway") {
  const house = await openHouse(
    roomsOverHttp(new Map(rest.map((pair) => pair.split("=", 2) as [string, string]))),
    { passports: keys, supergraphSdl, log },
  );
  const { port } = await house.gateway.listen({ port: 0, host: "127.0.0.1" });
  say(`http://127.0.0.1:${port}/graphql`);
} else if (mode === "room") {
  const room = rooms.find(({ name }) => name === rest[0])!;
  const database = await openWalled([room], { url, poolSize: 20 });
  say((await serveRoom(room.name, schemaOf(room), { database, passports: keys })).url);
} else if (mode === "unfederated") {
  const database = await openWalled(rooms, { url, poolSize: 20 });
  say(
    (
      await serveRoom(
        "unfederated",
        unfederated(rooms, supergraphSdl),
        { database, passports: keys },
        { compiled: false },
      )
    ).url,
  );
} else {
  process.stderr.write("serve process | gateway name=url … | room name | unfederated\n");
  process.exit(2);
}
