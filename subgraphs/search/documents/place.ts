import { Kind } from "../../../foundation/enums.ts";
import { type GraphRecord, idsOf, type Projection, type Ref } from "./projection.ts";

export interface GraphOrganisation extends GraphRecord {
  aliases: string[];
  country: string | null;
  territory: Ref | null;
}

export const organisation: Projection<GraphOrganisation> = {
  kind: Kind.ORGANISATION,
  content: false,
  fields: `
    aliases country territory { id }
    translations { language name summary }`,
  links: ({ id, aliases, country, territory }) => ({
    organisationIds: [id],
    territoryIds: idsOf(territory),
    countries: [country],
    aliases,
  }),
};

export interface GraphTerritory extends GraphRecord {
  country: string | null;
  partOf: Ref | null;
  population: number | null;
  latitude: number | null;
  longitude: number | null;
}

export const territory: Projection<GraphTerritory> = {
  kind: Kind.TERRITORY,
  content: false,
  fields: `
    country partOf { id } population latitude longitude
    translations { language name summary }`,
  links: ({ id, country }) => ({ territoryIds: [id], countries: [country] }),
};
