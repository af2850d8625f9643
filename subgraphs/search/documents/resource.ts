import { Kind } from "../../../foundation/enums.ts";
import { type GraphContent, idsOf, type Projection, type Ref } from "./projection.ts";

interface GraphResource extends GraphContent {
  authors: string[];
  editors: string[];
  publishers: Ref[] | null;
  publisherName: string | null;
  date: string | null;
}

export const resource: Projection<GraphResource> = {
  kind: Kind.RESOURCE,
  content: true,
  fields: `
    authors editors publishers { id } publisherName date
    translations { language title summary body items }`,
  links: ({ authors, editors, publishers, publisherName, date }) => ({
    organisationIds: idsOf(...(publishers ?? [])),
    people: [...authors, ...editors, ...(publisherName ? [publisherName] : [])],
    from: date,
  }),
};

/** Its lines why are left out: each is only for those who may see the record it is about. */
export const collection: Projection<GraphContent> = {
  kind: Kind.COLLECTION,
  content: true,
  fields: "translations { language title summary introduction }",
  links: () => ({}),
};
