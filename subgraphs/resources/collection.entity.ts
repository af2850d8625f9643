import { Directive, ObjectType } from "type-graphql";
import { Column, Entity, Index } from "typeorm";
import { ConnectionOf } from "../../foundation/connection.ts";
import type { Kind } from "../../foundation/enums.ts";
import { Content, ContentOf, TranslationOf } from "../../foundation/record.ts";
import { CollectionWords, type ItemNote } from "./collection.texts.ts";

export interface ItemRow {
  id: string;
  kind: Kind;
}

@Entity({ schema: "resources" })
@ObjectType({
  implements: Content,
  description: "A curator's ordered choice of records of any kind, each with a line why.",
})
@Directive('@key(fields: "id")')
export class Collection extends ContentOf(CollectionWords) {
  @Column("jsonb")
  itemRows: ItemRow[];

  /** the ids of `itemRows`, for finding the collections that contain a record */
  @Index({ type: "gin" })
  @Column("uuid", { array: true })
  itemIds: string[];

  /** of the language shown */
  itemNotes?: ItemNote[] | null;
}

@ObjectType({ description: "The texts of a collection in one language." })
export class CollectionTranslation extends TranslationOf(CollectionWords) {
  itemNotes?: ItemNote[] | null;
}

export const CollectionConnection = ConnectionOf(Collection);
