import { Kind } from "../../../foundation/enums.ts";
import { type GraphContent, idsOf, type Projection, type Ref } from "./projection.ts";

interface GraphProject extends GraphContent {
  acronym: string | null;
  aliases: string[];
  programme: string | null;
  start: string | null;
  end: string | null;
  territories: Ref[] | null;
  partners: { organisation: Ref | null; country: string | null }[];
  funders: Ref[] | null;
}

export const project: Projection<GraphProject> = {
  kind: Kind.PROJECT,
  content: true,
  fields: `
    acronym aliases programme start end territories { id } funders { id } partners { organisation { id } country }
    translations {
      language title summary objectives workAreas methods results lessons followUp outputWords { title description }
    }`,
  links: ({ acronym, aliases, programme, start, end, territories, partners, funders }) => ({
    territoryIds: idsOf(...(territories ?? [])),
    organisationIds: idsOf(...partners.map(({ organisation }) => organisation), ...(funders ?? [])),
    countries: partners.map(({ country }) => country),
    aliases: [acronym, ...aliases, programme].filter((name) => name !== null),
    from: start,
    to: end,
  }),
};
