import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { HubContext } from "../../foundation/context.ts";
import { visibleReferences } from "../../foundation/directory.ts";
import type { OutputWords } from "./outputs.ts";
import { ProjectOutput } from "./outputs.ts";
import { Project } from "./project.entity.ts";
import { Resource } from "./references.ts";

@Resolver(() => Project)
export class ProjectOutputs {
  @FieldResolver(() => [ProjectOutput], { description: "What the project made." })
  outputs(@Root() { outputRows, texts, language, originalLanguage }: Project): ProjectOutput[] {
    const wordsIn = (code: typeof language) =>
      (texts[code] as { outputWords?: OutputWords[] | null } | undefined)?.outputWords ?? [];
    return outputRows.map((row) => {
      const shown = wordsIn(language).find(({ key }) => key === row.key);
      const words = shown ?? wordsIn(originalLanguage).find(({ key }) => key === row.key);
      return {
        ...row,
        title: words?.title ?? row.key,
        description: words?.description ?? null,
        language: shown ? language : originalLanguage,
      };
    });
  }
}

@Resolver(() => ProjectOutput)
export class OutputResources {
  @FieldResolver(() => [Resource], {
    nullable: true,
    description: "The resources of the hub that are this output.",
  })
  resources(@Root() { resourceIds }: ProjectOutput, @Ctx() ctx: HubContext) {
    return visibleReferences(ctx, resourceIds);
  }
}
