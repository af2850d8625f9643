import { Kind } from "../../../foundation/enums.ts";
import { type GraphContent, idsOf, type Projection, type Ref } from "./projection.ts";

interface GraphPractice extends GraphContent {
  start: string | null;
  end: string | null;
  tools: string[];
  territories: Ref[] | null;
  partners: { organisation: Ref | null }[];
}

export const practice: Projection<GraphPractice> = {
  kind: Kind.PRACTICE,
  content: true,
  fields: `
    start end tools territories { id } partners { organisation { id } }
    translations {
      language title summary problem objectives mechanism targetGroups activities legalNotes ethicalNotes
      staffing results obstacles lessons conditions outcomeWords { title indicator }
    }`,
  links: ({ start, end, tools, territories, partners }) => ({
    territoryIds: idsOf(...(territories ?? [])),
    organisationIds: idsOf(...partners.map(({ organisation }) => organisation)),
    aliases: tools,
    from: start,
    to: end,
  }),
};
