import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { execute, parse } from "graphql";
import { pino } from "pino";
import { Problem } from "../../foundation/problems.ts";
import { createGateway, type GatewayOptions } from "../../gateway/gateway.ts";
import type { Identity } from "../../gateway/identity.ts";
import { roomOverHttp } from "../../gateway/room-over-http.ts";
import { type Room, roomInProcess } from "../../gateway/rooms.ts";
import { type TestGraph, testGraph } from "./graph.ts";

export type Topology = "in process" | "over HTTP";

/** The passport of a test names its viewer, plainly. */
export const identityOf = (viewer: string): Identity => ({
  passport: viewer,
  key: viewer,
  who: viewer,
  languages: ["en"],
  trusted: viewer !== "stranger",
});

/** Who asks is said by `authorization: Bearer <name>`; nobody is a stranger; `bad` is refused. */
export const identify: GatewayOptions["identify"] = async ({ authorization }) => {
  const viewer = authorization?.replace("Bearer ", "") ?? "stranger";
  if (viewer === "bad") throw new Problem("UNAUTHENTICATED", "The token has expired.");
  if (viewer === "bug") throw new Error("postgres://secret");
  return identityOf(viewer);
};

export interface RoomServer {
  url: string;
  requests: {
    headers: Record<string, unknown>;
    body: { query: string; variables: Record<string, unknown> };
  }[];
  close(): Promise<void>;
}

/** A room behind a plain HTTP server. `before` may delay the answer, or destroy the connection and say so by true. */
export async function serveSchema(
  schema: TestGraph["schemas"]["members"],
  before: (server: { request: import("node:http").IncomingMessage }) => Promise<boolean> = async () => false,
): Promise<RoomServer> {
  const requests: RoomServer["requests"] = [];
  const server: Server = createServer(async (request, response) => {
    if (request.url === "/health/ready") {
      response.writeHead(200).end();
      return;
    }
    let text = "";
    for await (const chunk of request) text += chunk;
    const body = JSON.parse(text) as RoomServer["requests"][number]["body"];
    requests.push({ headers: request.headers, body });
    if (await before({ request })) {
      request.socket.destroy();
      return;
    }
    const viewer = String(request.headers.authorization).replace("Bearer ", "");
    const result = await execute({
      schema,
      document: parse(body.query),
      variableValues: body.variables,
      contextValue: { viewer },
    });
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(result));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Rooms of a graph, in this process or each behind HTTP. */
async function roomsOf(
  graph: TestGraph,
  topology: Topology,
): Promise<{ rooms: Room[]; close(): Promise<void> }> {
  if (topology === "in process") {
    const rooms = Object.entries(graph.schemas).map(([name, schema]) =>
      roomInProcess({ name, schema, contextOf: ({ passport }) => ({ viewer: passport }) }),
    );
    return { rooms, close: async () => {} };
  }
  const servers = await Promise.all(
    Object.entries(graph.schemas).map(async ([name, schema]) => [name, await serveSchema(schema)] as const),
  );
  return {
    rooms: servers.map(([name, { url }]) => roomOverHttp({ name, url })),
    close: async () => {
      await Promise.all(servers.map(([, server]) => server.close()));
    },
  };
}

export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: an answer has the shape that its query asks for, which only the test knows
  data: any;
  errors?: {
    message: string;
    path?: (string | number)[];
    extensions: { code: string } & Record<string, unknown>;
  }[];
}

export type Front = Awaited<ReturnType<typeof openFront>>;

/** A gateway that listens, over the test graph unless other rooms are given. */
export async function openFront(options: Partial<GatewayOptions> & { topology?: Topology } = {}) {
  const graph = testGraph();
  const reached = options.rooms ? undefined : await roomsOf(graph, options.topology ?? "in process");
  const gateway = createGateway({
    supergraphSdl: graph.supergraphSdl,
    rooms: reached?.rooms ?? [],
    identify,
    log: pino({ level: "silent" }),
    production: false,
    ...options,
  });
  const { port } = await gateway.listen({ port: 0, host: "127.0.0.1" });
  const origin = `http://127.0.0.1:${port}`;
  return {
    graph,
    gateway,
    origin,
    url: `${origin}/graphql`,
    async ask(
      query: string,
      variables?: object,
      headers: Record<string, string> = {},
      operationName?: string,
    ): Promise<Answer> {
      const response = await fetch(`${origin}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify({ query, variables, operationName }),
      });
      const { data, errors } = (await response.json()) as Answer;
      return { status: response.status, headers: response.headers, data, ...(errors ? { errors } : {}) };
    },
    async close() {
      await gateway.close();
      await reached?.close();
    },
  };
}
