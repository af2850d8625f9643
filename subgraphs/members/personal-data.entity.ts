import { Directive, Field, ID, ObjectType } from "type-graphql";

@ObjectType({
  description:
    "What the hub holds of you, as it is stored, each room's part by itself. A part that is null is told of among the errors: ask again.",
})
@Directive('@key(fields: "id")')
export class PersonalData {
  @Field(() => ID, { description: "You, as a member." })
  id: string;
}
