/** A list in pieces of that size. */
export function* chunked<T>(all: readonly T[], size: number): Generator<T[]> {
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size);
}

/** Works on so many at once. */
export const inChunks = async <T>(all: Iterable<T>, size: number, work: (one: T) => Promise<void>) => {
  const left = [...all];
  while (left.length > 0) await Promise.all(left.splice(0, size).map(work));
};
