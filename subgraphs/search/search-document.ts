import type { Kind, Status } from "../../foundation/enums.ts";
import type { Language } from "../../foundation/language.ts";

type TextsIn = { [attribute in `${"title" | "summary" | "body"}_${Language}`]?: string } & {
  [attribute in `topics_${Language}`]?: string[];
};

/** A record as the index holds it: a projection of the graph, and nothing that cannot be made again from it. */
export interface SearchDocument extends TextsIn {
  id: string;
  kind: Kind;
  status: Status;
  /** who may find it: "public", "members", "group:<id>", "owner:<id>" */
  audience: string[];
  originalLanguage: Language;
  languages: Language[];
  /** other names and acronyms; of a topic, its synonyms in all languages */
  aliases: string[];
  places: string[];
  organisations: string[];
  people: string[];
  /** words with letters like ł and ß, written without them */
  titleFolded: string[];
  folded: string[];
  topicIds: string[];
  /** its topics and all broader ones */
  topicPath: string[];
  organisationIds: string[];
  territoryIds: string[];
  /** ISO 3166-1 codes */
  countries: string[];
  /** each year in which it went on */
  years: number[];
  synthetic: boolean;
  revision: number;
  /** in milliseconds since 1970 */
  updatedAt: number;
}
