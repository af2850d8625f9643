import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from "type-graphql";
import type { HubContext } from "../../foundation/context.ts";
import { Creates } from "../../foundation/idempotency.ts";
import { Adoption } from "./adoption.entity.ts";
import { NewAdoption } from "./adoption.input.ts";
import { adoptFromAnnotation, adoptionFrom } from "./adoption-note.ts";
import { Annotation } from "./references.ts";

@Resolver(() => Annotation)
export class AnnotationAdoption {
  @Mutation(() => Adoption, {
    description:
      "Records the adoption that a note of your own tells of (`experience`), and ties the two together. The practice is the one that the note is on.",
  })
  @Creates()
  adoptFromAnnotation(
    @Arg("annotationId", () => ID, { description: "Your note; it must say DID_THIS or STOPPED." })
    annotationId: string,
    @Arg("input", () => NewAdoption) input: NewAdoption,
    @Ctx() ctx: HubContext,
  ): Promise<Adoption> {
    return adoptFromAnnotation(ctx, annotationId, input);
  }

  @FieldResolver(() => Adoption, {
    nullable: true,
    description:
      "The adoption that was recorded from the note; null where none was, or where you may not see it.",
  })
  adoption(@Root() { id }: { id: string }, @Ctx() ctx: HubContext): Promise<Adoption | null> {
    return adoptionFrom(ctx, id);
  }
}
