import sql, { type Sql } from "sql-template-tag";
import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { type Connection, connectionOf, PageArgs } from "../../foundation/connection.ts";
import { ContentSort, orderOf } from "../../foundation/content-fields.ts";
import type { HubContext } from "../../foundation/context.ts";
import { aboutParentTopic } from "../../foundation/directory.ts";
import { fewThat } from "../../foundation/rows.ts";
import { Collection, CollectionConnection } from "./collection.entity.ts";
import { Practice, Project, Topic } from "./references.ts";
import { Resource } from "./resource.entity.ts";

interface Ref {
  id: string;
}

const containing = fewThat("resources.collection", sql`r."itemIds" @> ARRAY[p.id]`);

const collectionsOf = (
  ctx: HubContext,
  parent: Ref,
  page: PageArgs,
  sort: ContentSort,
  name: string,
  link: Sql,
): Promise<Connection<Collection>> =>
  connectionOf(ctx, Collection, page, { name, parent: parent.id, link, order: orderOf(sort) });

@Resolver(() => Topic)
export class TopicCollections {
  @FieldResolver(() => CollectionConnection, {
    nullable: true,
    description: "Collections about the topic or one narrower than it.",
  })
  collections(
    @Root() topic: Ref,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("sort", () => ContentSort, { defaultValue: ContentSort.NEWEST }) sort: ContentSort,
    @Ctx() ctx: HubContext,
  ) {
    return collectionsOf(
      ctx,
      topic,
      page,
      sort,
      "collections of topic",
      aboutParentTopic("resources.collection"),
    );
  }
}

@Resolver(() => Project)
export class ProjectCollections {
  @FieldResolver(() => CollectionConnection, {
    nullable: true,
    description: "Collections that contain the project.",
  })
  collections(
    @Root() project: Ref,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("sort", () => ContentSort, { defaultValue: ContentSort.NEWEST }) sort: ContentSort,
    @Ctx() ctx: HubContext,
  ) {
    return collectionsOf(ctx, project, page, sort, "collections of project", containing);
  }
}

@Resolver(() => Practice)
export class PracticeCollections {
  @FieldResolver(() => CollectionConnection, {
    nullable: true,
    description: "Collections that contain the practice.",
  })
  collections(
    @Root() practice: Ref,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("sort", () => ContentSort, { defaultValue: ContentSort.NEWEST }) sort: ContentSort,
    @Ctx() ctx: HubContext,
  ) {
    return collectionsOf(ctx, practice, page, sort, "collections of practice", containing);
  }
}

@Resolver(() => Resource)
export class ResourceCollections {
  @FieldResolver(() => CollectionConnection, { description: "Collections that contain the resource." })
  collections(
    @Root() resource: Ref,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("sort", () => ContentSort, { defaultValue: ContentSort.NEWEST }) sort: ContentSort,
    @Ctx() ctx: HubContext,
  ) {
    return collectionsOf(ctx, resource, page, sort, "collections of resource", containing);
  }
}
