import { createHash } from "node:crypto";

/** A source of numbers that gives the same ones for the same name. */
export interface Random {
  /** from 0 to, but not including, `below` */
  below(below: number): number;
  /** true so often: 0.3 is three times in ten */
  chance(share: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** so many different ones, fewer where there are not as many */
  some<T>(from: readonly T[], count: number): T[];
  bits32(): number;
}

/** Numbers that depend on the name alone (mulberry32, begun from a hash of it). */
export function random(name: string): Random {
  let state = fnv1a(name);
  const bits32 = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  };
  const below = (limit: number) => Math.floor((bits32() / 4_294_967_296) * limit);
  return {
    bits32,
    below,
    chance: (share) => bits32() / 4_294_967_296 < share,
    pick: (from) => from[below(from.length)]!,
    some: (from, count) => {
      const left = [...from];
      return Array.from(
        { length: Math.min(count, left.length) },
        () => left.splice(below(left.length), 1)[0]!,
      );
    },
  };
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** A UUID of version 7 that depends on the moment and the name alone. */
export function idOf(moment: Date, name: string): string {
  const time = moment.getTime().toString(16).padStart(12, "0");
  const hash = createHash("sha256").update(name).digest("hex");
  const variant = ((Number.parseInt(hash[3]!, 16) & 3) | 8).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hash.slice(0, 3)}-${variant}${hash.slice(4, 7)}-${hash.slice(7, 19)}`;
}
