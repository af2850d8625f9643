import { Kind } from "../foundation/enums.ts";
import { isUuid } from "../foundation/uuid.ts";

/** What an IRI of the hub names. */
export type Named =
  | { what: "container" }
  | { what: "annotation"; id: string }
  | { what: "record"; kind: Kind; id: string }
  /** a text of a record, as plain text: what positions in it count */
  | { what: "text"; kind: Kind; id: string; language: string; field: string }
  | { what: "member"; id: string }
  | { what: "terms" };

const pathOfKind = (kind: Kind) => kind.toLowerCase().replace("_", "-");

const kinds = new Map<string, Kind>(Object.values(Kind).map((kind) => [pathOfKind(kind), kind]));

/** The path of what the hub names, below its public address. */
function pathOf(named: Named): string {
  switch (named.what) {
    case "container":
      return "/annotations/";
    case "annotation":
      return `/annotations/${named.id}`;
    case "record":
      return `/records/${pathOfKind(named.kind)}/${named.id}`;
    case "text":
      return `/records/${pathOfKind(named.kind)}/${named.id}/${named.language}/${named.field}`;
    case "member":
      return `/members/${named.id}`;
    case "terms":
      return "/terms";
  }
}

/** What a path below the hub's public address names; null where it names nothing. */
export function namedBy(path: string): Named | null {
  const [first, second = "", third = "", ...rest] = path.split("/").slice(1);
  if (first === "terms" && second === "") return { what: "terms" };
  if (first === "annotations" && !third) {
    if (second === "") return path === "/annotations/" ? { what: "container" } : null;
    return isUuid(second) ? { what: "annotation", id: second.toLowerCase() } : null;
  }
  if (first === "members" && !third && isUuid(second)) return { what: "member", id: second.toLowerCase() };
  const kind = kinds.get(second);
  if (first !== "records" || !kind || !isUuid(third)) return null;
  const id = third.toLowerCase();
  if (rest.length === 0) return { what: "record", kind, id };
  const [language, field] = rest;
  if (rest.length !== 2 || !language || !field || !/^[a-z]{2}$/.test(language) || !FIELD.test(field))
    return null;
  return { what: "text", kind, id, language, field };
}

/** The name of a field, with the parts within it after dots. */
const FIELD = /^[A-Za-z]\w*(\.[\w-]+){0,3}$/;

/** The IRIs of a hub at that public address. */
export const irisAt = (publicUrl: string) => {
  const base = publicUrl.replace(/\/+$/, "");
  return {
    of: (named: Named): string => `${base}${pathOf(named)}`,
    /** What an IRI names in this hub; null where it is none of the hub's. */
    named: (iri: string): Named | null =>
      iri.startsWith(`${base}/`) ? namedBy(iri.slice(base.length)) : null,
    term: (name: string): string => `${base}/terms#${name}`,
    home: `${base}/`,
  };
};

export type Iris = ReturnType<typeof irisAt>;
