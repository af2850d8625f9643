import { Kind } from "../../../foundation/enums.ts";
import { type GraphContent, idsOf, type Projection, type Ref } from "./projection.ts";

interface GraphWorkingGroup extends GraphContent {
  aliases: string[];
  start: string | null;
  host: Ref | null;
}

export const workingGroup: Projection<GraphWorkingGroup> = {
  kind: Kind.WORKING_GROUP,
  content: true,
  fields: `
    aliases start host { id }
    translations { language title summary mandate }`,
  links: ({ aliases, start, host }) => ({ organisationIds: idsOf(host), aliases, from: start }),
};
