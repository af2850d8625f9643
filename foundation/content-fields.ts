import sql, { type Sql } from "sql-template-tag";
import {
  Ctx,
  Field,
  FieldResolver,
  GraphQLISODateTime,
  ID,
  InputType,
  Resolver,
  Root,
  registerEnumType,
} from "type-graphql";
import type { HubContext } from "./context.ts";
import { aboutTopics, references, visibleReferences } from "./directory.ts";
import { LanguageEnum, Status, Visibility } from "./enums.ts";
import type { Language } from "./language.ts";
import { ProvenanceInput } from "./provenance.ts";
import type { ContentRecord, HubRecord } from "./record.ts";
import { fewThat, type Order } from "./rows.ts";
import { isUuid } from "./uuid.ts";

interface Ref {
  id: string;
}
type Class<T> = new () => T;

/** The field `translations` of a kind: each of its languages with all its texts. */
export function translationFields<R extends HubRecord>(Kind: Class<R>, Translation: Class<object>) {
  @Resolver(() => Kind)
  class TranslationFields {
    @FieldResolver(() => [Translation], {
      description: "The record's texts in each of its languages, the original first.",
    })
    translations(@Root() record: HubRecord): object[] {
      return record.languages.map((language) => ({ language, ...record.texts[language] }));
    }
  }
  return TranslationFields;
}

/** The fields by which every kind of content leads to its topics, organisations and groups. `groupsOf` finds the groups that the viewer may see; the room that owns them gives them whole. */
export function contentFields<R extends ContentRecord>(
  Kind: Class<R>,
  {
    Topic,
    Organisation,
    WorkingGroup,
  }: { Topic: Class<Ref>; Organisation: Class<Ref>; WorkingGroup: Class<Ref> },
  groupsOf: (ctx: HubContext, ids: readonly string[]) => Promise<Ref[]> = visibleReferences,
) {
  @Resolver(() => Kind)
  class ContentFields {
    @FieldResolver(() => [Topic], {
      nullable: true,
      description: "What the record is about, as topics of the thesaurus.",
    })
    topics(@Root() { topicIds }: ContentRecord): Ref[] {
      return references(topicIds);
    }

    @FieldResolver(() => Organisation, {
      nullable: true,
      description:
        "The organisation that answers for the record and whose members may change it; null where the sources name none.",
    })
    owner(@Root() { ownerId }: ContentRecord): Ref | null {
      return ownerId ? { id: ownerId } : null;
    }

    @FieldResolver(() => [Organisation], {
      nullable: true,
      description: "Further organisations that the record is connected with.",
    })
    organisations(@Root() { organisationIds }: ContentRecord): Ref[] {
      return references(organisationIds);
    }

    @FieldResolver(() => [WorkingGroup], {
      nullable: true,
      description: "The working groups for whom the record is meant; empty unless its visibility is GROUP.",
    })
    audience(@Root() { groupIds }: ContentRecord, @Ctx() ctx: HubContext): Promise<Ref[]> {
      return groupsOf(ctx, groupIds);
    }
  }
  return ContentFields;
}

/** What may be said of any content when it is created or changed. In a change, what is left out stays as it is. */
@InputType()
export abstract class ContentChange {
  @Field(() => String, {
    nullable: true,
    description: "Short name for web addresses; made from the title where it is left out.",
  })
  slug?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "The organisation that answers for the record; your own where it is left out.",
  })
  ownerId?: string | null;

  @Field(() => Visibility, {
    nullable: true,
    description: "For whom the record is meant once it is published; PUBLIC where it is left out.",
  })
  visibility?: Visibility | null;

  @Field(() => [ID], {
    nullable: true,
    description: "The working groups that may see it, where the visibility is GROUP.",
  })
  groupIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "Topics it is about." })
  topicIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "Further organisations it is connected with." })
  organisationIds?: string[] | null;

  @Field(() => ProvenanceInput, { nullable: true, description: "Where the record comes from." })
  provenance?: ProvenanceInput | null;
}

/** The conditions by which lists of any content may be narrowed. All given ones must hold. */
@InputType()
export abstract class ContentFilter {
  @Field(() => [ID], { nullable: true, description: "Only these records." })
  ids?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: "About any of these topics, or of a topic narrower than they are.",
  })
  topicIds?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: "Owned by or connected with any of these organisations.",
  })
  organisationIds?: string[] | null;

  @Field(() => [Status], {
    nullable: true,
    description: "In any of these states; all that the viewer may see where it is left out.",
  })
  statuses?: Status[] | null;

  @Field(() => [LanguageEnum], { nullable: true, description: "Existing in any of these languages." })
  languages?: Language[] | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: "Changed at this moment or later." })
  changedSince?: Date | null;

  @Field(() => Boolean, { nullable: true, description: "True: only made-up records; false: none of them." })
  synthetic?: boolean | null;
}

/** A ContentFilter as conditions on the row `r` of that table. */
export function matching(filter: ContentFilter | null | undefined, table: string): Sql[] {
  if (!filter) return [];
  const { ids, topicIds, organisationIds, statuses, languages, changedSince, synthetic } = filter;
  const where: Sql[] = [];
  if (ids) where.push(sql`r.id = ANY(${ids.filter(isUuid)}::uuid[])`);
  if (topicIds) where.push(aboutTopics(table, topicIds));
  if (organisationIds) {
    const wanted = organisationIds.filter(isUuid);
    where.push(
      fewThat(table, sql`(r."ownerId" = ANY(${wanted}::uuid[]) OR r."organisationIds" && ${wanted}::uuid[])`),
    );
  }
  if (statuses) where.push(sql`r.status = ANY(${statuses}::text[])`);
  if (languages) where.push(sql`r.texts ?| ${languages}::text[]`);
  if (changedSince) where.push(sql`r."updatedAt" >= ${changedSince}::timestamptz`);
  if (synthetic !== null && synthetic !== undefined)
    where.push(sql`(r.provenance->>'synthetic')::boolean = ${synthetic}`);
  return where;
}

export enum ContentSort {
  NEWEST = "NEWEST",
  OLDEST = "OLDEST",
  CHANGED = "CHANGED",
  TITLE = "TITLE",
}
registerEnumType(ContentSort, {
  name: "ContentSort",
  description: "The order of a list of content.",
  valuesConfig: {
    NEWEST: { description: "Created last first." },
    OLDEST: { description: "Created first first." },
    CHANGED: { description: "Changed last first." },
    TITLE: { description: "By the title in the original language, accents and case left aside." },
  },
});

const orders: Readonly<Record<ContentSort, Order>> = {
  NEWEST: { name: "NEWEST", by: "r.id", type: "uuid", descending: true },
  OLDEST: { name: "OLDEST", by: "r.id", type: "uuid", descending: false },
  CHANGED: { name: "CHANGED", by: 'r."updatedAt"', type: "timestamptz", descending: true },
  TITLE: { name: "TITLE", by: 'r."sortTitle"', type: "text", descending: false },
};

export const orderOf = (sort: ContentSort): Order => orders[sort];
