import { readFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { Halt, systemCode } from "../exit.ts";

function listenBriefly(port: number, host?: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen({ port, host, exclusive: true }, () => {
      const { port: given } = server.address() as AddressInfo;
      server.close(() => resolve(given));
    });
  });
}

/** A port of 127.0.0.1 that nobody uses now: the one remembered in `file` if it is still free. */
export async function freePort(file?: string): Promise<number> {
  const remembered = file ? Number.parseInt(await readFile(file, "utf8").catch(() => ""), 10) : 0;
  if (remembered > 1023 && remembered < 65536) {
    const port = await listenBriefly(remembered, "127.0.0.1").catch(() => null);
    if (port) return port;
  }
  return listenBriefly(0, "127.0.0.1");
}

/** Halts with one sentence, that of `problem`, when nobody could listen on `port` (0, any free port, always passes). */
export async function requirePort(
  port: number,
  host?: string,
  problem: (error: unknown) => unknown = (error) => portProblem(port, error),
): Promise<void> {
  if (port === 0) return;
  try {
    await listenBriefly(port, host);
  } catch (error) {
    throw problem(error);
  }
}

/** What a failure to listen on `port` means to the person at the terminal; other failures come back unchanged. */
export function portProblem(port: number, error: unknown): unknown {
  switch (systemCode(error)) {
    case "EADDRINUSE":
      return new Halt(
        "PORT_IN_USE",
        `Port ${port} is in use by another program; end that one, or choose another port: PORT=${port + 1} npm start.`,
      );
    case "EACCES":
      return new Halt(
        "PORT_IN_USE",
        `This user may not listen on port ${port}; choose one above 1023: PORT=4000 npm start.`,
      );
    default:
      return error;
  }
}
