import { createUnionType, Field, Int, ObjectType } from "type-graphql";
import { ConnectionOf } from "../../foundation/connection.ts";
import type { HubContext } from "../../foundation/context.ts";
import { visible } from "../../foundation/directory.ts";
import { Kind, typeOfKind } from "../../foundation/enums.ts";
import { loadAll } from "../../foundation/loaders.ts";
import { byId } from "../../foundation/rows.ts";
import { Collection } from "./collection.entity.ts";
import {
  Organisation,
  Practice,
  Project,
  Series,
  Territory,
  Topic,
  WorkingGroup,
  Workshop,
} from "./references.ts";
import { Resource } from "./resource.entity.ts";

export const CollectionRecord = createUnionType({
  name: "CollectionRecord",
  description: "Any kind of record that a collection may hold.",
  types: () =>
    [
      Practice,
      Project,
      Workshop,
      Series,
      WorkingGroup,
      Resource,
      Collection,
      Organisation,
      Territory,
      Topic,
    ] as const,
});

@ObjectType({ description: "A record's place in a collection." })
export class CollectionItem {
  id: string;

  @Field(() => Int, {
    description: "Its place among the items that you may see, from 1; it shifts as items come and go.",
  })
  position: number;

  @Field(() => Kind, { description: "The kind of the record." })
  kind: Kind;

  @Field(() => String, {
    nullable: true,
    description:
      "Why it is here, in the language in which the collection is shown; null where nothing is said.",
  })
  why: string | null;
}

export const CollectionItemConnection = ConnectionOf(CollectionItem);

/** The items of a collection that the viewer may see, in the curator's order. */
export async function itemsOf(ctx: HubContext, collection: Collection): Promise<CollectionItem[]> {
  const { itemRows, itemNotes } = collection;
  const seen = await loadAll(
    visible(ctx),
    itemRows.map(({ id }) => id),
  );
  const notes = new Map(itemNotes?.map(({ id, why }) => [id, why]));
  return itemRows
    .filter((_, i) => seen[i] !== null)
    .map(({ id, kind }, i) => ({ id, kind, position: i + 1, why: notes.get(id) ?? null }));
}

/** The record of an item, as far as this room knows it: its own kinds whole, those of other rooms by reference. */
export async function recordOf(ctx: HubContext, { kind, id }: CollectionItem): Promise<object | null> {
  if (kind === Kind.RESOURCE) return byId(ctx, Resource).load(id);
  if (kind === Kind.COLLECTION) return byId(ctx, Collection).load(id);
  return { __typename: typeOfKind[kind], id };
}
