import { type GraphQLInputType, getNamedType } from "graphql";
import { OMIT, type Random } from "../operations.ts";
import type { Ground, Type } from "./ground.ts";

const UNKNOWN = "01a20271-3ed4-732e-954e-7eeba0c1f5a5";
const TYPES: Readonly<Record<string, Type>> = {
  group: "WorkingGroup",
  host: "Organisation",
  publisher: "Organisation",
  partner: "Organisation",
  owner: "Organisation",
  partOf: "Territory",
  author: "Member",
  under: "Topic",
};
const WORDS = [
  "safety",
  "police",
  "youth",
  "street",
  "sécurité",
  "night",
  "report crime by phone",
  "zzz",
  "",
];
const DATES = ["2016", "2017-05", "2018-11-12", "2025"];
const MOMENTS = ["2020-01-01T00:00:00Z", "2025-06-01T12:00:00.000Z", "2027-01-01T00:00:00Z"];

/**
 * Values for arguments that mean something in a hub so filled: mostly there, sometimes unknown, wrong or hidden. Dates are
 * dates, since others are refused before anything is asked.
 */
export function valuesOf(ground: Ground) {
  const everything = Object.values(ground.ids).flat();
  const idOf = (type: Type | undefined, random: Random): string => {
    if (random.chance(0.04)) return UNKNOWN;
    if (random.chance(0.02)) return "no id";
    return random.of(type && random.chance(0.93) ? ground.ids[type] : everything);
  };
  const typeOf = (name: string): Type | undefined => {
    const word = name.replace(/Ids?$/, "");
    return TYPES[word] ?? ((word[0]!.toUpperCase() + word.slice(1)) as Type);
  };
  /** the type of which one is looked up by its slug: `slug` is asked for right after `id` */
  let bySlug: Type | undefined;
  const known = (type: Type | undefined) => (type && ground.ids[type] ? type : undefined);
  const some = <T>(random: Random, make: () => T) => Array.from({ length: 1 + random.below(3) }, make);

  return (coordinate: string, type: GraphQLInputType, random: Random): unknown => {
    const [, owner = "", field = "", argument] = /^(\w+)\.(\w+)(?:\((\w+)\))?$/.exec(coordinate) ?? [];
    const name = argument ?? field;
    const named = getNamedType(type).name;
    if (argument === "first") {
      if (random.chance(0.02)) return random.of([-1, 101, 2_000_000_000]);
      return random.chance(0.03) && owner === "Query" ? OMIT : random.below(5);
    }
    if (argument === "after") {
      if (!random.chance(0.12)) return OMIT;
      return random.chance(0.15) ? "no cursor" : random.of(random.of(Object.values(ground.cursors)));
    }
    if (owner === "Query" && argument === "id") {
      const asked = known(typeOf(field));
      bySlug = asked && (ground.slugs[asked]?.length ?? 0) > 0 && random.chance(0.25) ? asked : undefined;
      return bySlug ? OMIT : idOf(asked, random);
    }
    if (owner === "Query" && argument === "slug") {
      if (!bySlug) return random.chance(0.02) ? "both-are-wrong" : OMIT;
      return random.chance(0.1) ? "no-such-slug" : random.of(ground.slugs[bySlug]!);
    }
    if (argument === "sourceId") return random.of(ground.sourceIds);
    if (argument === "query" || argument === "prefix") return random.of(WORDS);
    if (argument === "organisationId") return idOf("Organisation", random);
    if (argument === "likeOrganisation") return random.chance(0.5) ? OMIT : idOf("Organisation", random);
    if (argument) return undefined;
    return ofInput(owner, name, named, random);
  };

  function ofInput(owner: string, name: string, named: string, random: Random): unknown {
    // Several conditions at once leave nothing over.
    if (owner.endsWith("Filter") && !random.chance(0.15)) return OMIT;
    if (name === "ids") return some(random, () => idOf(known(typeOf(owner.replace("Filter", ""))), random));
    if (name === "id") return idOf(undefined, random);
    if (name === "under") return idOf("Topic", random);
    if (name === "olderThan" || name === "newerThan") return idOf(known(typeOf("annotation")), random);
    if (/like/i.test(name)) return idOf("Organisation", random);
    if (named === "ID") return some(random, () => idOf(known(typeOf(name)), random));
    if (name === "slugs") return some(random, () => random.of(ground.slugs.Topic!));
    if (name === "countries") return some(random, () => random.of(["NL", "ES", "IT", "DE", "GB", "Italy"]));
    if (named === "PartialDate") return random.of(DATES);
    if (named === "DateTimeISO") return random.of(MOMENTS);
    if (name.startsWith("year") || name === "activeIn") return 2014 + random.below(12);
    if (name.startsWith("population")) return random.of([10_000, 500_000, -1]);
    return undefined;
  }
}
