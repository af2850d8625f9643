import { type Logger, pino } from "pino";
import { log as records, serializers } from "../../foundation/log.ts";

export interface Logs {
  /** every line that the gateway, given `log`, and the rooms of this process have logged, of all levels */
  lines: string[];
  log: Logger;
  /** Leaves the rooms' log as it was. */
  close(): void;
}

/** Listens to all that is logged. */
export function listenToLogs(): Logs {
  const lines: string[] = [];
  const stream = { write: (line: string) => void lines.push(line) };
  const { streamSym } = pino.symbols;
  const rooms = records as unknown as Record<symbol, unknown> & Logger;
  const before = { stream: rooms[streamSym], level: rooms.level };
  rooms[streamSym] = stream;
  rooms.level = "trace";
  return {
    lines,
    log: pino({ level: "trace", serializers }, stream),
    close: () => {
      rooms[streamSym] = before.stream;
      rooms.level = before.level;
    },
  };
}
