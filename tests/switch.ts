import { createServer, connect as dial, type Socket } from "node:net";

/** The way to a server, which a test can cut off, or let lead nowhere. */
export interface Switch {
  url: string;
  /** open: as if it were not there; closed: refuses; stalled: takes what comes and never answers */
  set(state: "open" | "closed" | "stalled"): void;
  close(): Promise<void>;
}

/** A switch on the way to the server at `url`; open, it passes everything on. */
export async function switchTo(url: string): Promise<Switch> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  let state = "open";
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket)).on("error", () => socket.destroy());
    if (state === "closed") socket.destroy();
    if (state !== "open") return;
    const there = dial(Number(port), hostname);
    there.on("error", () => socket.destroy()).on("close", () => socket.destroy());
    socket.on("close", () => there.destroy());
    socket.pipe(there).pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    set(next) {
      if (next === state) return;
      state = next;
      for (const socket of sockets) socket.destroy();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
