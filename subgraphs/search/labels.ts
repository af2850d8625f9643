import type { HubContext } from "../../foundation/context.ts";
import { type Kind, kindInWords } from "../../foundation/enums.ts";
import { populationInWords } from "./population.ts";
import { Facet } from "./search.enums.ts";
import { named } from "./shown.ts";

/** A facet's value in words; the value itself where there are none. */
export async function labelOf(ctx: HubContext, facet: Facet, value: string): Promise<string> {
  switch (facet) {
    case Facet.KIND:
      return kindInWords(value as Kind);
    case Facet.TOPIC:
    case Facet.ORGANISATION:
      return (await named(ctx).load(value))?.title ?? value;
    case Facet.COUNTRY:
      return inWords(ctx, "region", value);
    case Facet.LANGUAGE:
      return inWords(ctx, "language", value);
    case Facet.POPULATION:
      return populationInWords(value, ctx.languages);
    case Facet.STATE:
    case Facet.EVIDENCE:
      return value.toLowerCase().replaceAll("_", " ");
    case Facet.ADOPTED:
      return value === "true" ? "adopted elsewhere" : "not adopted elsewhere";
    case Facet.YEAR:
      return value;
  }
}

const inWords = ({ languages }: HubContext, type: "region" | "language", code: string): string =>
  new Intl.DisplayNames([...languages, "en"], { type, fallback: "code" }).of(code) ?? code;
