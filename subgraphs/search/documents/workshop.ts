import { Kind } from "../../../foundation/enums.ts";
import { type GraphContent, idsOf, type Projection, type Ref } from "./projection.ts";

interface GraphWorkshop extends GraphContent {
  start: string | null;
  end: string | null;
  venue: string | null;
  territory: Ref | null;
  host: Ref | null;
  speakers: { name: string; organisation: Ref | null }[];
}

export const workshop: Projection<GraphWorkshop> = {
  kind: Kind.WORKSHOP,
  content: true,
  fields: `
    start end venue territory { id } host { id } speakers { name organisation { id } }
    translations { language title summary programme lessons recommendations questions report }`,
  links: ({ start, end, venue, territory, host, speakers }) => ({
    territoryIds: idsOf(territory),
    organisationIds: idsOf(host, ...speakers.map(({ organisation }) => organisation)),
    people: speakers.map(({ name }) => name),
    aliases: venue ? [venue] : [],
    from: start,
    to: end,
  }),
};

interface GraphSeries extends GraphContent {
  host: Ref | null;
}

export const series: Projection<GraphSeries> = {
  kind: Kind.SERIES,
  content: true,
  fields: `
    host { id }
    translations { language title summary period }`,
  links: ({ host }) => ({ organisationIds: idsOf(host) }),
};
