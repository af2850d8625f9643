/** An opaque cursor that carries these parts. */
export const cursorWith = (...parts: unknown[]): string =>
  Buffer.from(JSON.stringify(parts)).toString("base64url");

/** The parts of a cursor that has so many; null where it is no such cursor. What they are is the caller's to check. */
export function cursorParts(cursor: string, count: number): unknown[] | null {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    return Array.isArray(parts) && parts.length === count ? parts : null;
  } catch {
    return null;
  }
}
