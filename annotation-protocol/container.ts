import { isUuid } from "../foundation/uuid.ts";
import type { AskAsCaller, WebAnswer, WebRequest } from "../gateway/web-service.ts";
import { create } from "./annotation.ts";
import { ACCEPTED, type Headers, methodRefused, nothingHere, options, told } from "./answers.ts";
import {
  CONTAINER,
  type GraphContainer,
  type GraphNote,
  type GraphPage,
  PAGE,
  PAGE_OF_IDS,
  PAGE_OF_NOTES,
} from "./graph.ts";
import type { Iris } from "./iris.ts";
import { preferencesOf } from "./negotiation.ts";
import { annotationIn, CONTEXT } from "./to-json-ld.ts";

const HEADERS: Headers = {
  allow: "GET, HEAD, OPTIONS, POST",
  "accept-post": ACCEPTED,
  link: '<http://www.w3.org/ns/ldp#BasicContainer>; rel="type", <http://www.w3.org/ns/oa#AnnotationCollection>; rel="type", <http://www.w3.org/TR/annotation-protocol/>; rel="http://www.w3.org/ns/ldp#constrainedBy"',
};

const PAGE_HEADERS: Headers = {
  allow: "GET, HEAD, OPTIONS",
  link: '<http://www.w3.org/ns/oa#AnnotationPage>; rel="type"',
};

/** Which part of a container is asked for: as IRIs or as whole notes; of a record's notes or of all. */
interface View {
  asIris: boolean;
  /** the record whose notes alone are in it */
  recordId: string | null;
  target: string | null;
}

/** Answers at the container of all notes that the caller may see, and at its pages. */
export async function answerContainer(iris: Iris, request: WebRequest, ask: AskAsCaller): Promise<WebAnswer> {
  const { query, method } = request;
  const page = query.get("page");
  if (method === "OPTIONS") return options(page === null ? HEADERS : PAGE_HEADERS);
  if (method === "POST" && query.size === 0) return create(iris, request, ask);
  if (method !== "GET" && method !== "HEAD")
    return methodRefused(request, query.size === 0 ? HEADERS : PAGE_HEADERS);
  const preferred = preferencesOf(request.headers.prefer);
  const view = viewOf(iris, query, preferred.has("iris"));
  if (page !== null) {
    if (page !== FIRST && !isUuid(page)) throw nothingHere();
    const found = {
      "@context": [CONTEXT, iris.of({ what: "terms" })],
      ...(await pageOf(iris, view, page, ask)),
    };
    return told(request, found, PAGE_HEADERS);
  }
  const id = iriOf(iris, view);
  const { all, last } = await ask<GraphContainer>(CONTAINER, { filter: filterOf(view) });
  const { totalCount: total } = all;
  // Whoever says that they want notes or IRIs gets the first page at once; whoever says nothing, where the pages are.
  const embeds = !preferred.has("minimal") && (preferred.has("iris") || preferred.has("descriptions"));
  const first = embeds ? await pageOf(iris, view, FIRST, ask) : iriOf(iris, view, FIRST);
  const container = {
    "@context": [CONTEXT, "http://www.w3.org/ns/ldp.jsonld"],
    id,
    type: ["BasicContainer", "AnnotationCollection"],
    label: "Notes on what European cities know about urban safety",
    total,
    ...(total > 0 ? { first, last: iriOf(iris, view, last.nodes[PAGE]?.id ?? FIRST) } : {}),
  };
  return told(request, container, HEADERS, {
    more: {
      "content-location": id,
      vary: "accept, prefer, authorization",
      ...(preferred.size > 0 ? { "preference-applied": "return=representation" } : {}),
    },
  });
}

/** The page with which a container begins; each further one is named by the note after which it begins. */
const FIRST = "0";

function viewOf(iris: Iris, query: URLSearchParams, prefersIris: boolean): View {
  const asIris = query.has("iris") ? query.get("iris") === "1" : prefersIris;
  const target = query.get("target");
  if (target === null) return { asIris, recordId: null, target };
  const named = iris.named(target);
  if (named?.what !== "record") throw nothingHere();
  return { asIris, recordId: named.id, target };
}

function iriOf(iris: Iris, { asIris, target }: View, page?: string): string {
  const query = new URLSearchParams({ iris: asIris ? "1" : "0" });
  if (target !== null) query.set("target", target);
  if (page !== undefined) query.set("page", page);
  return `${iris.of({ what: "container" })}?${query}`;
}

const filterOf = ({ recordId }: View) => (recordId ? { recordIds: [recordId] } : {});

async function pageOf(iris: Iris, view: View, after: string, ask: AskAsCaller): Promise<object> {
  const isFirst = after === FIRST;
  const variables = {
    all: filterOf(view),
    filter: { ...filterOf(view), ...(isFirst ? {} : { newerThan: after }) },
    before: { ...filterOf(view), ...(isFirst ? {} : { olderThan: after }) },
    isFirst,
  };
  const { items, found } = view.asIris
    ? await asked<{ id: string }>(ask, PAGE_OF_IDS, variables, ({ id }) =>
        iris.of({ what: "annotation", id }),
      )
    : await asked<GraphNote>(ask, PAGE_OF_NOTES, variables, (note) => annotationIn(iris, note));
  const last = found.page.nodes.at(-1)?.id;
  return {
    id: iriOf(iris, view, after),
    type: "AnnotationPage",
    partOf: { id: iriOf(iris, view), type: "AnnotationCollection", total: found.all.totalCount },
    // The page before ends with the note after which this one begins, and has as many notes as a page has.
    ...(found.before ? { prev: iriOf(iris, view, found.before.nodes[PAGE - 1]?.id ?? FIRST) } : {}),
    ...(found.page.pageInfo.hasNextPage && last ? { next: iriOf(iris, view, last) } : {}),
    items,
  };
}

async function asked<N extends { id: string }>(
  ask: AskAsCaller,
  operation: string,
  variables: Record<string, unknown>,
  told: (note: N) => unknown,
): Promise<{ items: unknown[]; found: GraphPage<N> }> {
  const found = await ask<GraphPage<N>>(operation, variables);
  return { items: found.page.nodes.map(told), found };
}
