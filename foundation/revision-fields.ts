import sql from "sql-template-tag";
import {
  Arg,
  Args,
  Ctx,
  Directive,
  Field,
  FieldResolver,
  GraphQLISODateTime,
  Int,
  ObjectType,
  Resolver,
  Root,
  registerEnumType,
} from "type-graphql";
import { type Connection, ConnectionOf, connectionOf, PageArgs } from "./connection.ts";
import type { HubContext } from "./context.ts";
import { personReference } from "./directory.ts";
import { LanguageEnum } from "./enums.ts";
import { withoutHidden } from "./hidden.ts";
import type { Language } from "./language.ts";
import { Json } from "./personal-data.ts";
import type { RecordClass } from "./record.ts";
import { readable, StoredRevision, stateAt } from "./revision.ts";
import { changesBetween } from "./revision-changes.ts";
import { byId, type Order } from "./rows.ts";
import { SegmentKind } from "./word-diff.ts";

registerEnumType(SegmentKind, {
  name: "SegmentKind",
  description: "What became of a piece of a text from one revision to another.",
  valuesConfig: {
    EQUAL: { description: "It stands in both." },
    INSERTED: { description: "It stands in the later one alone." },
    DELETED: { description: "It stands in the earlier one alone." },
  },
});

@ObjectType({ description: "A piece of a text that two revisions share, or that one of them has alone." })
@Directive("@shareable")
export class Segment {
  @Field(() => SegmentKind, { description: "In which of the two it stands." })
  kind: SegmentKind;

  @Field({ description: "The piece, to the letter." })
  text: string;
}

@ObjectType({ description: "One field that differs between two revisions." })
@Directive("@shareable")
export class RevisionChange {
  @Field({
    description:
      'The field, as "lessons" or "topicIds"; within one that has parts, they follow after dots: "outcomeWords.trust.title".',
  })
  field: string;

  @Field(() => LanguageEnum, {
    nullable: true,
    description: "The language of the text; null for what is in no language.",
  })
  language: Language | null;

  @Field(() => [Segment], {
    nullable: true,
    description:
      "Word by word, what became of the text: the equal and deleted pieces are the earlier one, the equal and inserted ones the later one. Where much differs, the pieces are sentences or the whole. Null for what is no text.",
  })
  segments: Segment[] | null;

  @Field(() => Json, {
    nullable: true,
    description: "What the field held in the other revision, as it is stored; null for texts.",
  })
  before: unknown;

  @Field(() => Json, { nullable: true, description: "What it held in this one; null for texts." })
  after: unknown;
}

type Class<T> = new () => T;

interface Ref {
  id: string;
}

/** A revision and the kind of record that it is of. */
type RevisionOf = StoredRevision & { of: RecordClass<object> };

type MaybePromise<T> = T | Promise<T>;

/** A record of another room as a reference; one of the room's own as it is. */
const referring = (ctx: HubContext, Kind: Class<Ref>, id: string | null): MaybePromise<Ref | null> => {
  if (!id) return null;
  return "visibleTo" in Kind ? byId(ctx, Kind as RecordClass<Ref>).load(id) : { id };
};

const newestFirst: Order = { name: "NEWEST", by: "r.revision", type: "int", descending: true };

/** The field `revisions` of these kinds of a room, and the types behind it. */
export function revisionFields(
  kinds: readonly RecordClass<object>[],
  { Member, Organisation }: { Member: Class<Ref>; Organisation: Class<Ref> },
) {
  @ObjectType({
    description:
      "A state that a record or note came to by a change. Every change makes one, and none is lost.",
  })
  @Directive("@shareable")
  class Revision {
    @Field(() => Int, { description: "Its number; a record begins with 1." })
    revision: number;

    @Field(() => GraphQLISODateTime, { description: "When it came about." })
    at: Date;

    @Field(() => [String], {
      description:
        'The fields that are not as in the revision before, as "topicIds", "status" and "texts.en.lessons"; empty for the first one.',
    })
    changed: string[];
  }
  const RevisionConnection = ConnectionOf(Revision, "Revision", { shareable: true });

  @Resolver(() => Revision)
  class RevisionResolver {
    @FieldResolver(() => Member, {
      nullable: true,
      description: "Who made it; null where it was the hub itself, and for whoever is not signed in.",
    })
    by(@Root() { byId: id }: RevisionOf, @Ctx() ctx: HubContext): MaybePromise<Ref | null> {
      return personReference(ctx, id) && referring(ctx, Member, id);
    }

    @FieldResolver(() => Organisation, {
      nullable: true,
      description: "The organisation for which they wrote then; null where there was none.",
    })
    organisation(@Root() { organisationId }: RevisionOf, @Ctx() ctx: HubContext): MaybePromise<Ref | null> {
      return referring(ctx, Organisation, organisationId);
    }

    @FieldResolver(() => Json, {
      nullable: true,
      description:
        "The record's texts in this revision, by language and then by name, each language with its `state`; null for a note.",
    })
    async texts(@Root() { of, record, revision }: RevisionOf, @Ctx() ctx: HubContext): Promise<unknown> {
      return withoutHidden(ctx, (await stateAt(ctx, of, record, revision))?.texts ?? null);
    }

    @FieldResolver(() => Json, {
      nullable: true,
      description:
        "All else that it held, by the names in which it is stored; null for whoever may not change the record.",
    })
    async fields(@Root() { of, record, revision }: RevisionOf, @Ctx() ctx: HubContext): Promise<unknown> {
      const state = await stateAt(ctx, of, record, revision);
      return state?.whole ? withoutHidden(ctx, state.fields) : null;
    }

    @FieldResolver(() => [RevisionChange], {
      nullable: true,
      description:
        "What differs between another revision and this one; null where there is none of that number that you may read.",
    })
    async diff(
      @Root() { of, record, revision }: RevisionOf,
      @Arg("against", () => Int, { description: "The number of the other revision." }) against: number,
      @Ctx() ctx: HubContext,
    ): Promise<RevisionChange[] | null> {
      const [before, after] = await Promise.all([
        stateAt(ctx, of, record, against),
        stateAt(ctx, of, record, revision),
      ]);
      return before && after && changesBetween(ctx, before, after);
    }
  }

  const ofKind = (Kind: RecordClass<object>) => {
    @Resolver(() => Kind)
    class KindRevisions {
      @FieldResolver(() => RevisionConnection, {
        nullable: true,
        description:
          "Its revisions, the latest first. Whoever may change it reads all, everybody else those that were published for them; of a note, its author reads all and curators those that were not for the author alone.",
      })
      async revisions(
        @Root() { id }: Ref,
        @Args(() => PageArgs) page: PageArgs,
        @Arg("only", () => [Int], { nullable: true, description: "Only those of these numbers." })
        only: number[] | null,
        @Ctx() ctx: HubContext,
      ): Promise<Connection<StoredRevision>> {
        const found = await connectionOf(ctx, StoredRevision, page, {
          name: `revisions of ${Kind.name} ${only ?? ""}`,
          parent: id,
          link: sql`r.record = p.id`,
          where: [readable(ctx, Kind), ...(only ? [sql`r.revision = ANY(${only}::int[])`] : [])],
          order: newestFirst,
        });
        for (const node of found.nodes) Object.assign(node, { of: Kind });
        return found;
      }
    }
    return KindRevisions;
  };
  return [RevisionResolver, ...kinds.map(ofKind)];
}
