import type { Server } from "node:http";

/** Ends a server: idle connections at once, others as soon as they are answered, all of them after `withinMs`. */
export function drained(server: Server, withinMs: number): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), withinMs);
    // Connections that were busy become idle one by one.
    const sweep = setInterval(() => server.closeIdleConnections(), 50);
    server.close(() => {
      clearTimeout(late);
      clearInterval(sweep);
      resolve();
    });
    server.closeIdleConnections();
  });
}
