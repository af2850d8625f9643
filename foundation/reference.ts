import { Directive, Field, ID, ObjectType } from "type-graphql";

/** A record of another room as this room knows it: its id. Each room makes its own, so that the fields it adds stay its own. */
export function reference(typeName: string): new () => { id: string } {
  @ObjectType(typeName, { simpleResolvers: true })
  @Directive('@key(fields: "id")')
  class Reference {
    @Field(() => ID)
    id: string;
  }
  return Reference;
}
