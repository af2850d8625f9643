import { EvidenceLevel, Kind, type PracticeState, Visibility } from "../../../foundation/enums.ts";
import { type GraphContent, idsOf, type Projection, type Ref } from "./projection.ts";

interface GraphPractice extends GraphContent {
  start: string | null;
  end: string | null;
  tools: string[];
  state: PracticeState;
  outcomes: { evidence: { design: number } | null }[];
  adoptions: { nodes: { visibility: Visibility }[] };
  territories: Ref[] | null;
  partners: { organisation: Ref | null }[];
}

export const practice: Projection<GraphPractice> = {
  kind: Kind.PRACTICE,
  content: true,
  fields: `
    start end tools state outcomes { evidence { design } } adoptions(first: 100) { nodes { visibility } }
    territories { id } partners { organisation { id } }
    translations {
      language title summary problem objectives mechanism targetGroups activities legalNotes ethicalNotes
      staffing results obstacles lessons conditions outcomeWords { title indicator }
    }`,
  links: ({ start, end, tools, territories, partners, state, outcomes, adoptions }) => ({
    territoryIds: idsOf(...(territories ?? [])),
    organisationIds: idsOf(...partners.map(({ organisation }) => organisation)),
    aliases: tools,
    from: start,
    to: end,
    state,
    evidence: levelOf(outcomes.map(({ evidence }) => evidence?.design ?? null)),
    adoptions: adoptions.nodes.filter(({ visibility }) => visibility === Visibility.PUBLIC).length,
  }),
};

/** By the design of the best evaluated outcome. */
function levelOf(designs: readonly (number | null)[]): EvidenceLevel {
  const best = Math.max(...designs.map((design) => design ?? -1), -1);
  if (best < 0) return EvidenceLevel.NOT_EVALUATED;
  if (best < 3) return EvidenceLevel.DESCRIBED;
  return best < 5 ? EvidenceLevel.COMPARED : EvidenceLevel.RANDOMISED;
}
