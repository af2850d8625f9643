import { request } from "undici";
import { schemaOf } from "../../foundation/subgraph.ts";
import { SERVICE, type Viewer } from "../../foundation/viewer.ts";
import { rooms } from "../../subgraphs/registry.ts";
import { type Answer, type TestHub, topology } from "../hub.ts";
import { type Column, columns, type Visitors } from "./columns.ts";

/** A way to put operations to the hub as each of the columns. */
export interface Door {
  /** by the room that is to answer; one for all where the gateway finds it */
  roomOf(field: string): string;
  ask(by: Column, room: string, query: string, variables?: object): Promise<Answer>;
}

/** The front door. */
export const gatewayOf = (hub: TestHub, visitors: Visitors): Door => ({
  roomOf: () => "gateway",
  async ask(by, _room, query, variables = {}) {
    if (by !== "hub") return hub.ask(query, variables, visitors[by]);
    const answer = await hub.house.ask(query, variables as Record<string, unknown>);
    return JSON.parse(JSON.stringify(answer)) as Answer;
  },
});

/** Each room by itself, asked with a passport: over HTTP where rooms are behind it. */
export async function roomsOf(hub: TestHub, visitors: Visitors): Promise<Door> {
  const viewers = await viewersOf(hub, visitors);
  const names = rooms.map(({ name }) => name);
  const roots = rooms.map((room) => {
    const schema = schemaOf(room);
    return { ...schema.getQueryType()?.getFields(), ...schema.getMutationType()?.getFields() };
  });
  return {
    roomOf: (field) => names[roots.findIndex((fields) => fields[field])]!,
    async ask(by, room, query, variables = {}) {
      // One for each question: they are good for less than a minute.
      const passport = await hub.passports.issue(viewers[by]);
      const i = names.indexOf(room);
      if (topology === "http") return asked(hub.served[i]!, passport, query, variables);
      const call = { passport, languages: [], requestId: "matrix", signal: new AbortController().signal };
      const question = { query, variables: variables as Record<string, unknown> };
      return JSON.parse(JSON.stringify(await hub.reached[i]!.ask(question, call))) as Answer;
    },
  };
}

async function asked(address: string, passport: string, query: string, variables: object): Promise<Answer> {
  const { body } = await request(address, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${passport}` },
    body: JSON.stringify({ query, variables }),
  });
  return (await body.json()) as Answer;
}

/** Whom the gateway's passports name for each column. */
async function viewersOf(hub: TestHub, visitors: Visitors): Promise<Record<Column, Viewer>> {
  const { passports } = hub;
  const issue = passports.issue.bind(passports);
  const viewers: Partial<Record<Column, Viewer>> = { hub: SERVICE };
  try {
    for (const column of columns) {
      if (column === "hub") continue;
      passports.issue = (viewer) => {
        if (viewer.kind !== "SERVICE") viewers[column] = viewer;
        return issue(viewer);
      };
      await hub.ask("{ viewer { kind } }", {}, visitors[column]);
    }
  } finally {
    passports.issue = issue;
  }
  return viewers as Record<Column, Viewer>;
}
