import { Kind } from "../../../foundation/enums.ts";
import type { GraphRecord, Projection, Ref } from "./projection.ts";

export interface GraphTopic extends GraphRecord {
  ancestors: Ref[];
}

export const topic: Projection<GraphTopic> = {
  kind: Kind.TOPIC,
  content: false,
  fields: `
    ancestors { id }
    translations { language label definition synonyms }`,
  links: ({ id, translations }) => ({
    topicIds: [id],
    aliases: translations.flatMap(({ synonyms }) => (synonyms ?? []) as string[]),
  }),
};
