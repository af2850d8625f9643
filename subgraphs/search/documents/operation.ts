import { type Kind, typeOfKind } from "../../../foundation/enums.ts";
import { workingGroup } from "./group.ts";
import { organisation, territory } from "./place.ts";
import { practice } from "./practice.ts";
import { project } from "./project.ts";
import type { GraphRecord, Projection } from "./projection.ts";
import { collection, resource } from "./resource.ts";
import { topic } from "./topic.ts";
import { series, workshop } from "./workshop.ts";

const all = [
  practice,
  project,
  workshop,
  series,
  workingGroup,
  resource,
  collection,
  organisation,
  territory,
  topic,
] as const;

const byKind = new Map(all.map((one) => [one.kind, one as unknown as Projection]));

/** How records of that kind become documents. */
export function projectionOf(kind: Kind): Projection {
  const found = byKind.get(kind);
  if (!found) throw new Error(`The search index knows no records of kind ${kind}.`);
  return found;
}

/** A record as the operation below answers it. */
export type Searchable = GraphRecord & { __typename: string };

const EVERY = "id originalLanguage revision updatedAt provenance { synthetic }";
const CONTENT = "status visibility audience { id } owner { id } topics { id } organisations { id }";

/** The one operation by which the indexer asks the graph for records of all kinds. */
export const OPERATION = `query Searchables($references: [SearchableInput!]!) {
  searchables(references: $references) {
    __typename
    ${all
      .map(
        ({ kind, content, fields }) =>
          `... on ${typeOfKind[kind]} { ${EVERY} ${content ? CONTENT : ""} ${fields} }`,
      )
      .join("\n    ")}
  }
}`;
