import { deadlineExceeded } from "./faults.ts";
import type { Room, RoomCall } from "./rooms.ts";

/** More at once would not be answered sooner, only each of them later. */
const MOST = 64;

/**
 * The room, asked so many questions at once at the most. Others wait for their turn, the first to come first, as long as
 * the whole request may last. A room's own deadline begins with the turn: what comes in a burst is answered later, and
 * takes nobody for a room that is ill.
 */
export function inTurn(room: Room, most = MOST): Room {
  const waiting = new Set<() => void>();
  let busy = 0;

  const turn = ({ signal }: RoomCall) =>
    new Promise<void>((resolve, reject) => {
      if (signal.aborted) return reject(deadlineExceeded(signal));
      const come = () => {
        signal.removeEventListener("abort", leave);
        resolve();
      };
      const leave = () => {
        waiting.delete(come);
        reject(deadlineExceeded(signal));
      };
      waiting.add(come);
      signal.addEventListener("abort", leave, { once: true });
    });

  const next = () => {
    const [come] = waiting;
    if (!come) busy -= 1;
    else {
      waiting.delete(come);
      come();
    }
  };

  return {
    name: room.name,
    async ask(request, call) {
      if (busy < most) busy += 1;
      else await turn(call);
      try {
        return await room.ask(request, call);
      } finally {
        next();
      }
    },
    healthy: () => room.healthy(),
    close: () => room.close(),
  };
}
