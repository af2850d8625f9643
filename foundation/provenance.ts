import { Directive, Field, InputType, ObjectType } from "type-graphql";
import { badInput } from "./problems.ts";
import { checkText } from "./texts.ts";

@ObjectType()
@InputType()
abstract class ClaimWords {
  @Field({ description: 'What the claim is about, as the name of a field: "start", "country".' })
  about: string;

  @Field({ description: "What the source says, or what is uncertain about it, in English." })
  statement: string;

  @Field(() => String, {
    nullable: true,
    description: "The document that says so; null where the remark is the hub's own.",
  })
  source?: string | null;
}

@ObjectType({
  description:
    "One statement of a record and where it comes from; two claims on the same matter may disagree.",
})
@Directive("@shareable")
export class Claim extends ClaimWords {}

@InputType({ description: "One statement of a record and where it comes from." })
export class ClaimInput extends ClaimWords {}

@ObjectType({ description: "Where a record comes from, and what in it is uncertain." })
@Directive("@shareable")
export class Provenance {
  @Field(() => String, {
    nullable: true,
    description:
      'The identifier that the record had where it comes from, as "practice:fa-tamtam"; unique in the hub. Null for records written here.',
  })
  sourceId?: string | null;

  @Field(() => [String], { description: "Names or addresses of the documents that the record rests on." })
  sources: string[];

  @Field(() => String, {
    nullable: true,
    description: "Licence of the content as an SPDX identifier; null where it is not stated.",
  })
  licence?: string | null;

  @Field(() => [Claim], {
    description:
      "Statements that need their source beside them: where sources disagree, or where something was inferred.",
  })
  claims: Claim[];

  @Field({ description: "True for records that a program made up to test with; they describe nothing real." })
  synthetic: boolean;
}

@InputType({ description: "Where a record comes from." })
export class ProvenanceInput {
  @Field(() => String, {
    nullable: true,
    description: "The identifier the record had where it comes from; unique in the hub.",
  })
  sourceId?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: "Names or addresses of the documents that the record rests on.",
  })
  sources?: string[] | null;

  @Field(() => String, { nullable: true, description: "Licence of the content as an SPDX identifier." })
  licence?: string | null;

  @Field(() => [ClaimInput], {
    nullable: true,
    description: "Statements that need their source beside them.",
  })
  claims?: ClaimInput[] | null;

  @Field(() => Boolean, { nullable: true, description: "True for records made up to test with." })
  synthetic?: boolean | null;
}

const MOST = 200;

/** The stored form of what was said of a record's origin; `before` is kept where nothing new is said. */
export function provenance(input: ProvenanceInput | null | undefined, before?: Provenance): Provenance {
  const kept = before ?? { sourceId: null, sources: [], licence: null, claims: [], synthetic: false };
  if (!input) return kept;
  if (input.sourceId && input.sourceId.length > 200) {
    throw badInput("provenance.sourceId", "A source identifier has at most 200 characters.");
  }
  const { licence, sources, claims } = input;
  if ((sources?.length ?? 0) > MOST || (claims?.length ?? 0) > MOST)
    throw badInput("provenance", `A record names at most ${MOST} sources and ${MOST} claims.`);
  for (const source of sources ?? []) checkText("provenance.sources", source, 2_000);
  if (licence) checkText("provenance.licence", licence, 200);
  for (const { about, statement, source } of claims ?? []) {
    checkText("provenance.claims.about", about, 200);
    checkText("provenance.claims.statement", statement, 5_000);
    if (source) checkText("provenance.claims.source", source, 2_000);
  }
  return {
    sourceId: input.sourceId === undefined ? kept.sourceId : input.sourceId,
    sources: input.sources ?? kept.sources,
    licence: input.licence === undefined ? kept.licence : input.licence,
    claims:
      input.claims?.map(({ about, statement, source }) => ({ about, statement, source: source ?? null })) ??
      kept.claims,
    synthetic: input.synthetic ?? kept.synthetic,
  };
}
