import sql from "sql-template-tag";
import { Args, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import type { MigrationInterface, QueryRunner } from "typeorm";
import { type Connection, connection, connectionOf, PageArgs } from "../../foundation/connection.ts";
import { ContentSort, contentFields, orderOf } from "../../foundation/content-fields.ts";
import type { HubContext } from "../../foundation/context.ts";
import { aboutParentTopic } from "../../foundation/directory.ts";
import { reference } from "../../foundation/reference.ts";
import { byId } from "../../foundation/rows.ts";
import type { Subgraph } from "../../foundation/subgraph.ts";
import { contentWall } from "../../foundation/wall.ts";
import { Lamp, LampConnection } from "./lamp.entity.ts";

const Topic = reference("Topic");
const Organisation = reference("Organisation");
const WorkingGroup = reference("WorkingGroup");

@Resolver(() => Lamp)
class LampResolver {
  @Query(() => LampConnection, { description: "The bright lamps that you may see." })
  lamps(@Args(() => PageArgs) page: PageArgs, @Ctx() ctx: HubContext): Promise<Connection<Lamp>> {
    return connection(ctx, Lamp, page, { where: [sql`r.lumens > 100`], order: orderOf(ContentSort.NEWEST) });
  }
}

@Resolver(() => Topic)
class TopicLamps {
  @FieldResolver(() => LampConnection, { nullable: true, description: "Lamps about the topic." })
  lamps(
    @Root() { id }: { id: string },
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: HubContext,
  ): Promise<Connection<Lamp>> {
    return connectionOf(ctx, Lamp, page, {
      name: "lamps of topic",
      parent: id,
      link: aboutParentTopic("lamps.lamp"),
      order: orderOf(ContentSort.NEWEST),
    });
  }
}

class Lamps1795337261233 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE SCHEMA lamps`);
    await runner.query(`CREATE TABLE lamps.lamp (
      id uuid PRIMARY KEY, slug text NOT NULL UNIQUE, "originalLanguage" text NOT NULL, texts jsonb NOT NULL,
      "sortTitle" text NOT NULL, provenance jsonb NOT NULL, revision int NOT NULL, lumens int NOT NULL,
      "createdAt" timestamptz(3) NOT NULL, "updatedAt" timestamptz(3) NOT NULL, "publishedAt" timestamptz(3),
      status text NOT NULL, visibility text NOT NULL, "ownerId" uuid,
      "groupIds" uuid[] NOT NULL, "topicIds" uuid[] NOT NULL, "organisationIds" uuid[] NOT NULL)`);
    await contentWall(runner, "lamps.lamp", []);
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only.");
  }
}

export const lamps: Subgraph = {
  name: "lamps",
  entities: [Lamp],
  migrations: [Lamps1795337261233],
  resolvers: [LampResolver, TopicLamps, contentFields(Lamp, { Topic, Organisation, WorkingGroup })],
  references: { Lamp: (ctx, ids) => byId(ctx, Lamp).loadMany(ids) },
};
