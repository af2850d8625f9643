import type { Hit } from "../../subgraphs/search/engine.ts";
import { pagesOf } from "../../subgraphs/search/pages.ts";

const ids = Array.from({ length: 12 }, (_, i) => `0190a000-0000-7000-8000-${String(i).padStart(12, "0")}`);
const hits = (...order: number[]) => order.map((n) => ({ id: ids[n]!, score: 1 }) as Hit);

/** The first page of a list, and what follows it where the list has become another meanwhile. */
function following(before: Hit[], first: number, after: Hit[]): number[] {
  const one = pagesOf("q", { first });
  const { hit, place } = one.pick(before.slice(0, one.window.limit)).at(-1)!;
  const next = pagesOf("q", { first: 20, after: one.cursor(hit, place, false) });
  const window = after.slice(next.window.offset, next.window.offset + next.window.limit);
  return next.pick(window).map((one) => ids.indexOf(one.hit.id));
}

test("a page goes on behind the one before, whatever has come or gone before it", () => {
  const before = hits(0, 1, 2, 3, 4, 5);
  expect(following(before, 3, before)).toEqual([3, 4, 5]);
  expect(following(before, 3, hits(10, 11, 0, 1, 2, 3, 4, 5))).toEqual([3, 4, 5]);
  expect(following(before, 3, hits(1, 2, 3, 4, 5))).toEqual([3, 4, 5]);
});

test("it goes on there though its last hit, or the one before, has gone or stands elsewhere now, and shows neither twice", () => {
  const before = hits(0, 1, 2, 3, 4, 5);
  expect(following(before, 3, hits(0, 1, 3, 4, 5))).toEqual([3, 4, 5]);
  expect(following(before, 3, hits(0, 1, 3, 4, 5, 2))).toEqual([3, 4, 5]);
  expect(following(before, 3, hits(0, 1, 3, 4, 2, 5))).toEqual([3, 4, 5]);
  expect(following(before, 3, hits(2, 0, 1, 3, 4, 5))).toEqual([3, 4, 5]);
  expect(following(before, 3, hits(0, 2, 3, 4, 5, 1))).toEqual([3, 4, 5]);
  expect(following(before, 3, hits(0, 2, 1, 3, 4, 5))).toEqual([3, 4, 5]);
  expect(following(before, 1, hits(1, 2, 3, 4, 5))).toEqual([1, 2, 3, 4, 5]);
});
