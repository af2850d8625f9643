import sql from "sql-template-tag";
import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { HubContext } from "../../foundation/context.ts";
import { read, unseen } from "../../foundation/reading.ts";

interface Ref {
  id: string;
}

/** The field by which a thing of any kind tells whether the viewer follows it. */
export function followed(Target: new () => Ref) {
  @Resolver(() => Target)
  class Followed {
    @FieldResolver(() => Boolean, {
      nullable: true,
      description: "Whether you follow it; null unless you are signed in as a member.",
    })
    followed(@Root() { id }: Ref, @Ctx() ctx: HubContext): Promise<boolean> | null {
      const { kind, member } = ctx.viewer;
      if (kind !== "MEMBER" || !member) return null;
      return ctx.load
        .batched<string, boolean>("followed", async (ids) => {
          const found = await read<{ id: string }>(
            ctx,
            sql`SELECT f."targetId" AS id FROM inbox.follow f WHERE f."memberId" = ${member}::uuid AND f."targetId" = ANY(${unseen(ids)})`,
          );
          const there = new Set(found.map((one) => one.id));
          return ids.map((one) => there.has(one));
        })
        .load(id);
    }
  }
  return Followed;
}
