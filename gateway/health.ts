import type { Room } from "./rooms.ts";

export interface Readiness {
  /**
   * `ready`: every room answers. `degraded`: some do not; the others' fields still come. `down`: none does, or one
   * without which the hub is of no use. `draining`: this process is about to end.
   */
  status: "ready" | "degraded" | "down" | "draining";
  rooms: Record<string, "up" | "down">;
}

/** How long an answer about the rooms holds, so that frequent questions do not burden them. */
const HOLDS_MS = 500;

/** Asks the rooms how they are. `essential` are those without which the hub is down. */
export function readinessOf(rooms: readonly Room[], essential: readonly string[]): () => Promise<Readiness> {
  let latest: Promise<Readiness> | undefined;
  let until = 0;
  const ask = async (): Promise<Readiness> => {
    const states = await Promise.all(
      rooms.map(
        async (room) => [room.name, (await room.healthy().catch(() => false)) ? "up" : "down"] as const,
      ),
    );
    const down = states.filter(([, state]) => state === "down").map(([name]) => name);
    const useless = down.length === rooms.length || down.some((name) => essential.includes(name));
    return {
      status: down.length === 0 ? "ready" : useless ? "down" : "degraded",
      rooms: Object.fromEntries(states),
    };
  };
  return () => {
    const now = Date.now();
    if (!latest || now >= until) {
      latest = ask();
      until = now + HOLDS_MS;
    }
    return latest;
  };
}
