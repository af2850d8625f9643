import sql, { type Sql } from "sql-template-tag";
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { RevisionArgs } from "../../foundation/arguments.ts";
import { type Connection, connection, PageArgs } from "../../foundation/connection.ts";
import type { HubContext } from "../../foundation/context.ts";
import { Creates } from "../../foundation/idempotency.ts";
import { rows } from "../../foundation/rows.ts";
import type { Viewer } from "../../foundation/viewer.ts";
import { Annotation, AnnotationConnection } from "./annotation.entity.ts";
import { AnnotationAudience, Motivation } from "./annotation.enums.ts";
import { AnnotationSort } from "./annotation.input.ts";
import { annotationOrder, annotationsThat, standing } from "./lists.ts";
import { publishAnswer } from "./publication.service.ts";
import { NewAnswer, NewQuestion, QuestionFilter } from "./question.input.ts";
import { answerQuestion, askOwner, permitPublication } from "./question.service.ts";
import { Organisation } from "./references.ts";

@Resolver(() => Annotation)
export class QuestionResolver {
  @Query(() => AnnotationConnection, {
    description:
      "The questions that you may see, the earliest first; what was published of one is not listed beside it.",
  })
  questions(
    @Args(() => PageArgs) page: PageArgs,
    @Arg("filter", () => QuestionFilter, { nullable: true }) filter: QuestionFilter | null,
    @Arg("sort", () => AnnotationSort, { defaultValue: AnnotationSort.OLDEST }) sort: AnnotationSort,
    @Ctx() ctx: HubContext,
  ): Promise<Connection<Annotation>> {
    const { toMyOrganisation, resolution, ...more } = filter ?? {};
    const where = [
      standing,
      sql`r.motivation = 'QUESTIONING'`,
      sql`r."publishedFromId" IS NULL`,
      ...annotationsThat(ctx, more),
      ...(resolution ? [sql`r.resolution = ${resolution}`] : []),
      ...(toMyOrganisation ? [toOrganisationOf(ctx.viewer)] : []),
    ];
    return connection(ctx, Annotation, page, { where, order: annotationOrder(sort) });
  }

  @Mutation(() => Annotation, {
    description:
      "Asks the organisation that owns a record; an organisation owns itself. Its members find the question by `questions(filter: { toMyOrganisation: true })`. Members only.",
  })
  @Creates()
  askOwner(@Arg("input", () => NewQuestion) input: NewQuestion, @Ctx() ctx: HubContext): Promise<Annotation> {
    return askOwner(ctx, input);
  }

  @Mutation(() => Annotation, {
    description:
      "Answers a question in the name of the organisation that was asked, for those who read the question, and gives the answer. Members of that organisation only.",
  })
  @Creates()
  answerQuestion(
    @Args(() => RevisionArgs) { id, revision }: RevisionArgs,
    @Arg("input", () => NewAnswer, { description: "The answer." }) input: NewAnswer,
    @Ctx() ctx: HubContext,
  ): Promise<Annotation> {
    return answerQuestion(ctx, id, revision, input);
  }

  @Mutation(() => Annotation, {
    description:
      "Publishes an answer of your organisation, and the question to the owner that it answers, as notes of their own for the next reader; gives the published answer, also where it was published before. It needs the consent of who asked, who is named only if they agreed.",
  })
  @Creates()
  publishAnswer(
    @Args(() => RevisionArgs) { id, revision }: RevisionArgs,
    @Arg("audience", () => AnnotationAudience, { description: "For whom: MEMBERS or EVERYONE." })
    audience: AnnotationAudience,
    @Ctx() ctx: HubContext,
  ): Promise<Annotation> {
    return publishAnswer(ctx, id, revision, audience);
  }

  @Mutation(() => Annotation, {
    description:
      "Says whether a question of your own to the owner may be published, and whether you are named. Without consent what was published of it is taken away again; the answer stays where others have replied to it.",
  })
  permitPublication(
    @Args(() => RevisionArgs) { id, revision }: RevisionArgs,
    @Arg("mayPublish", { description: "Whether the owner may publish it with their answer." })
    mayPublish: boolean,
    @Arg("mayName", { description: "Whether that says that you asked." }) mayName: boolean,
    @Ctx() ctx: HubContext,
  ): Promise<Annotation> {
    return permitPublication(ctx, id, revision, { mayPublish, mayName });
  }

  @FieldResolver(() => Organisation, {
    nullable: true,
    description: "The organisation that was asked, by `askOwner`; null in threads that began otherwise.",
  })
  addressee(@Root() { addresseeId }: Annotation) {
    return addresseeId ? { id: addresseeId } : null;
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      "Whether the organisation that was asked may publish the question; null but for a question to the OWNER.",
  })
  mayPublish(@Root() note: Annotation): boolean | null {
    return isToOwner(note) ? note.mayPublish : null;
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: "Whether that would say who asked; null but for a question to the OWNER.",
  })
  mayName(@Root() note: Annotation): boolean | null {
    return isToOwner(note) ? note.mayName : null;
  }

  @FieldResolver(() => Annotation, {
    nullable: true,
    description: "The note by which this question to the owner, or this answer, was published; null before.",
  })
  published(@Root() { id, audience }: Annotation, @Ctx() ctx: HubContext): Promise<Annotation | null> | null {
    if (audience !== AnnotationAudience.OWNER) return null;
    return ctx.load
      .batched<string, Annotation | null>("published from annotation", async (ids) => {
        const found = await rows(ctx, Annotation, {
          where: [sql`r."publishedFromId" = ANY(${[...ids]}::uuid[])`],
        });
        const copies = new Map(found.map((copy) => [copy.publishedFromId, copy]));
        return ids.map((one) => copies.get(one) ?? null);
      })
      .load(id);
  }
}

const isToOwner = ({ audience, motivation }: Annotation) =>
  audience === AnnotationAudience.OWNER && motivation === Motivation.QUESTIONING;

/** The questions `r` that the viewer's organisation was asked, or that stand on what it owns. */
const toOrganisationOf = ({ organisation }: Viewer): Sql =>
  organisation
    ? sql`r.id = ANY(ARRAY(
        SELECT a.id FROM annotations.annotation a WHERE a."addresseeId" = ${organisation}::uuid
        UNION SELECT a.id FROM annotations.annotation a JOIN hub.record d ON d.id = a."targetId"
          WHERE (d."ownerId" = ${organisation}::uuid OR d.id = ${organisation}::uuid) AND a.motivation = 'QUESTIONING'))`
    : sql`FALSE`;
