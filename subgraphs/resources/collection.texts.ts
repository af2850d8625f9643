import { Field, ID, InputType, ObjectType } from "type-graphql";
import { ContentTexts } from "../../foundation/record.ts";

@ObjectType({ description: "Why a record is in a collection." })
@InputType("ItemNoteInput", { description: "Why a record is in a collection." })
export class ItemNote {
  @Field(() => ID, { description: "The record." })
  id: string;

  @Field({ description: "Why it is in the collection, in one line of at most 500 characters." })
  why: string;
}

/** What readers may know of a collection's texts without knowing its items. */
@ObjectType()
@InputType()
export class CollectionWords extends ContentTexts {
  @Field(() => String, { nullable: true, description: "What the collection shows and how to read it." })
  introduction?: string | null;
}

/** The notes are stored with the texts but stay apart from the type: they name records that a reader may not see. */
@InputType("CollectionTextsInput", {
  description:
    "The texts of a collection in one language. In a change, what is left out stays and null deletes.",
})
export class CollectionTexts extends CollectionWords {
  @Field(() => [ItemNote], {
    nullable: true,
    description:
      "Why each record is in the collection, all notes; only records of the collection may be named.",
  })
  itemNotes?: ItemNote[] | null;
}
