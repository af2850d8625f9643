import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import { PageInfo } from "../../foundation/connection.ts";
import { Kind, LanguageEnum } from "../../foundation/enums.ts";
import type { Language } from "../../foundation/language.ts";
import { type RecordRef } from "../../foundation/reference.ts";
import type { FacetCount } from "./engine.ts";
import type { Snippet } from "./highlight.ts";
import type { Reading } from "./reading.ts";
import { SearchRecord } from "./references.ts";
import { Facet, HighlightField } from "./search.enums.ts";
import type { Thesaurus } from "./thesaurus.ts";
import type { Adapted } from "./vocabulary.ts";

@ObjectType({ description: "A part of a snippet that matches the query.", simpleResolvers: true })
class HighlightRange {
  @Field(() => Int, { description: "Where it begins, in UTF-16 code units from 0." })
  start: number;

  @Field(() => Int, { description: "Where it ends; the code unit at this place is no longer part of it." })
  end: number;
}

@ObjectType({
  description: "Where a record matches the query: plain text, to be escaped as any other.",
  simpleResolvers: true,
})
export class Highlight implements Snippet {
  @Field(() => HighlightField, { description: "The text it is taken from." })
  field: HighlightField;

  @Field(() => String, {
    description: "The text or the part of it around the match; … stands where it was cut.",
  })
  snippet: string;

  @Field(() => [HighlightRange], { description: "The matching parts of the snippet, in order." })
  ranges: { start: number; end: number }[];
}

@ObjectType({ description: "A record that was found." })
export class SearchHit {
  @Field(() => Kind, { description: "The kind of record." })
  kind: Kind;

  @Field(() => ID, { description: "The record's identifier." })
  id: string;

  @Field(() => SearchRecord, {
    nullable: true,
    description: "The record itself; null while the room that holds it does not answer.",
  })
  record: RecordRef | null;

  @Field(() => String, { description: "What the record is called, in `language`." })
  title: string;

  @Field(() => LanguageEnum, {
    description:
      "The language of the title and the highlights: the first one the reader asked for that the record has, else the original.",
  })
  language: Language;

  @Field(() => Float, { description: "How well it matches, from 0 to 1, to compare hits of one search." })
  score: number;

  reading: Reading;
  thesaurus: Thesaurus;
}

@ObjectType({ description: "One entry of a list of hits.", simpleResolvers: true })
export class SearchEdge {
  @Field(() => String, { description: "Marks this place in the list." })
  cursor: string;

  @Field(() => SearchHit, { description: "The hit itself." })
  node: SearchHit;
}

@ObjectType({ description: "How many of the records found have one value of a facet." })
export class FacetValue implements FacetCount {
  facet: Facet;

  @Field(() => String, { description: "The value, in the form that the facet says; use it in the filter." })
  value: string;

  @Field(() => Int, { description: "How many of the records that match have it." })
  count: number;
}

@ObjectType({
  description:
    "The values of one facet, the most frequent first, at most 300. Counts respect all conditions but those on the facet's own property.",
  simpleResolvers: true,
})
export class FacetResult {
  @Field(() => Facet, { description: "The facet." })
  facet: Facet;

  @Field(() => [FacetValue], { description: "Its values with their counts." })
  values: FacetValue[];
}

@ObjectType({
  description: "A page of what was found, the best first. Only what the viewer may see is in it or counted.",
})
export class SearchResult {
  @Field(() => [SearchEdge], { description: "The hits with their cursors." })
  edges: SearchEdge[];

  @Field(() => [SearchHit], {
    description:
      "The hits without cursors. There may be fewer than asked for where a record was withdrawn a moment ago.",
  })
  nodes: SearchHit[];

  @Field(() => PageInfo, { description: "Where the page lies in the list; it reaches 10,000 hits deep." })
  pageInfo: PageInfo;

  @Field(() => Int, { description: "How many records match." })
  totalCount: number;

  @Field(() => Boolean, {
    description: "Whether totalCount is exact; false where there may be more or fewer.",
  })
  totalIsExact: boolean;

  @Field(() => Boolean, {
    description:
      "True while Meilisearch does not answer and PostgreSQL does in its place: everything is found and counted as else, but the order may be less good.",
  })
  degraded: boolean;

  @Field(() => LanguageEnum, {
    nullable: true,
    description: "The language that the query was taken to be in; null where nothing told.",
  })
  language: Language | null;

  query: string;
  understood: Adapted;

  @Field(() => [FacetResult], { description: "The counts for each facet asked for, in that order." })
  facets: FacetResult[];
}

@ObjectType({ description: "A record whose name begins as typed.", simpleResolvers: true })
export class Suggestion {
  @Field(() => Kind, { description: "The kind of record." })
  kind: Kind;

  @Field(() => ID, { description: "The record's identifier." })
  id: string;

  @Field(() => String, { description: "What it is called, in `language`." })
  text: string;

  @Field(() => LanguageEnum, { description: "The language of the text." })
  language: Language;

  @Field(() => SearchRecord, {
    nullable: true,
    description: "The record itself; null while the room that holds it does not answer.",
  })
  record: RecordRef | null;
}
