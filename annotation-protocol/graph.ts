import type { Kind } from "../foundation/enums.ts";
import type { Language } from "../foundation/language.ts";

export type Audience = "ONLY_ME" | "OWNER" | "GROUPS" | "MEMBERS" | "EVERYONE";

/** A note as the operations below ask it of the graph. */
export interface GraphNote {
  id: string;
  rootId: string;
  motivation: string;
  body: string | null;
  language: Language | null;
  links: string[];
  tags: string[];
  experience: "DID_THIS" | "STOPPED" | null;
  resolution: "OPEN" | "ANSWERED" | "RESOLVED" | null;
  audience: Audience;
  groups: { id: string }[] | null;
  canonical: string | null;
  via: string[];
  revision: number;
  createdAt: string;
  updatedAt: string;
  deletedAt: string | null;
  author: { id: string } | null;
  replyTo: { id: string } | null;
  target: {
    kind: Kind;
    recordId: string;
    field: string | null;
    language: Language | null;
    revision: number;
    quote: { exact: string; prefix: string | null; suffix: string | null } | null;
    position: { start: number; end: number } | null;
  };
  anchor: {
    state: "EXACT" | "MOVED" | "ORPHANED";
    confidence: number;
    start: number | null;
    end: number | null;
    language: Language;
    madeOnLanguage: Language;
    revision: number;
  } | null;
}

const NOTE = `fragment Note on Annotation {
  id rootId motivation body language links tags experience resolution audience groups { id } canonical via
  revision createdAt updatedAt deletedAt author { id } replyTo { id }
  target { kind recordId field language revision quote { exact prefix suffix } position { start end } }
  anchor { state confidence start end language madeOnLanguage revision }
}`;

export const ONE = `query Annotation($id: ID!) { annotation(id: $id) { ...Note } } ${NOTE}`;

export const ANNOTATE = `mutation Annotate($input: NewAnnotation!) { annotation: annotate(input: $input) { ...Note } } ${NOTE}`;

export const REPLY = `mutation Reply($id: ID!, $input: NewReply!) { annotation: reply(id: $id, input: $input) { ...Note } } ${NOTE}`;

export const CHANGE = `mutation Change($id: ID!, $revision: Int!, $input: AnnotationChange!) {
  annotation: changeAnnotation(id: $id, revision: $revision, input: $input) { ...Note } } ${NOTE}`;

export const DELETE = `mutation Delete($id: ID!, $revision: Int!) { annotation: deleteAnnotation(id: $id, revision: $revision) { id } }`;

/** How many notes a page of a container holds. */
export const PAGE = 50;

/** The container: how many notes there are, and after which one the last page begins. */
export const CONTAINER = `query Container($filter: AnnotationFilter) {
  all: annotations(first: 1, filter: $filter) { totalCount }
  last: annotations(first: ${PAGE + 1}, sort: NEWEST, filter: $filter) { nodes { id } }
}`;

export interface GraphContainer {
  all: { totalCount: number };
  last: { nodes: { id: string }[] };
}

const pageOf = (
  items: string,
) => `query Page($all: AnnotationFilter, $filter: AnnotationFilter, $before: AnnotationFilter, $isFirst: Boolean!) {
  page: annotations(first: ${PAGE}, sort: OLDEST, filter: $filter) { nodes { ${items} } pageInfo { hasNextPage } }
  before: annotations(first: ${PAGE}, sort: NEWEST, filter: $before) @skip(if: $isFirst) { nodes { id } }
  all: annotations(first: 1, filter: $all) { totalCount }
}`;

/** A page with the notes themselves, and one with their ids alone. */
export const PAGE_OF_NOTES = `${pageOf("...Note")} ${NOTE}`;
export const PAGE_OF_IDS = pageOf("id");

export interface GraphPage<N> {
  page: { nodes: N[]; pageInfo: { hasNextPage: boolean } };
  before?: { nodes: { id: string }[] };
  all: { totalCount: number };
}
