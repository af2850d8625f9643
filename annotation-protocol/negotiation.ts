/** A media type of an Accept header with its weight, most specific parameters left aside. */
interface Range {
  type: string;
  weight: number;
}

function rangesOf(accept: string): Range[] {
  return accept
    .split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)
    .map((part) => {
      const [type = "", ...parameters] = part.split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((one) => one.trim());
      const q = parameters.map((one) => /^q=([0-9.]+)$/i.exec(one)?.[1]).find(Boolean);
      return { type: type.toLowerCase(), weight: q === undefined ? 1 : Number(q) };
    })
    .filter(({ type }) => type !== "");
}

/** Of these media types, the one that an Accept header wants most; the first where it says nothing, null where it wants none. */
export function wantedOf<T extends string>(
  accept: string | undefined,
  offered: readonly [T, ...T[]],
): T | null {
  const ranges = rangesOf(accept ?? "*/*");
  if (ranges.length === 0) return offered[0];
  const weightOf = (offer: string) => {
    const [type] = offer.split("/");
    const of = (range: string) => ranges.find((one) => one.type === range)?.weight;
    return of(offer) ?? of(`${type}/*`) ?? of("*/*") ?? 0;
  };
  const best = offered.reduce((a, b) => (weightOf(b) > weightOf(a) ? b : a));
  return weightOf(best) > 0 ? best : null;
}

const PREFERENCES = {
  "http://www.w3.org/ns/ldp#PreferMinimalContainer": "minimal",
  "http://www.w3.org/ns/oa#PreferContainedIRIs": "iris",
  "http://www.w3.org/ns/oa#PreferContainedDescriptions": "descriptions",
} as const;

export type Preference = (typeof PREFERENCES)[keyof typeof PREFERENCES];

/** How a client prefers a container: by `Prefer: return=representation; include="…"`. */
export function preferencesOf(prefer: string | string[] | undefined): Set<Preference> {
  const text = Array.isArray(prefer) ? prefer.join(", ") : (prefer ?? "");
  const [, include = ""] = /return=representation\s*;\s*include="([^"]*)"/.exec(text) ?? [];
  const known = Object.entries(PREFERENCES);
  return new Set(
    include.split(/\s+/).flatMap((iri) => known.filter(([name]) => name === iri).map(([, value]) => value)),
  );
}

/** Whether an `If-Match` or `If-None-Match` names this entity tag, or any. */
export function names(condition: string, tag: string): boolean {
  return condition
    .split(",")
    .map((one) => one.trim())
    .some((one) => one === "*" || one === tag);
}
