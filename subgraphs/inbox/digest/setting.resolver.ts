import { Arg, Ctx, Field, ID, InputType, Int, Mutation, Query, Resolver } from "type-graphql";
import type { HubContext } from "../../../foundation/context.ts";
import { LanguageEnum } from "../../../foundation/enums.ts";
import type { Language } from "../../../foundation/language.ts";
import { DigestFrequency, DigestSetting } from "./setting.entity.ts";
import { digestOf, endDigest, setDigest } from "./setting.service.ts";

@InputType({ description: "How you want a digest of your inbox by e-mail." })
class DigestInput {
  @Field(() => DigestFrequency, { nullable: true, description: "How often it comes; at first NEVER." })
  frequency?: DigestFrequency | null;

  @Field(() => LanguageEnum, {
    nullable: true,
    description: "The language it is written in; null: the first that you read.",
  })
  language?: Language | null;

  @Field(() => Int, { nullable: true, description: "The hour of the day, from 0 to 23; at first 7." })
  hour?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "The day of the week, from 1, Monday, to 7, Sunday; at first 1.",
  })
  weekday?: number | null;

  @Field(() => String, {
    nullable: true,
    description: "The time zone of the hour, by its IANA name; at first Europe/Brussels.",
  })
  timeZone?: string | null;
}

@Resolver()
export class DigestResolver {
  @Query(() => DigestSetting, {
    description: "How you get a digest of your inbox by e-mail; NEVER until you say otherwise. For members.",
  })
  digest(@Ctx() ctx: HubContext): Promise<DigestSetting> {
    return digestOf(ctx);
  }

  @Mutation(() => DigestSetting, {
    description:
      "Says how you want a digest of your inbox by e-mail: of what came in since the last one and is unread. It is sent to the address that the hub knows of you. For members.",
  })
  setDigest(
    @Arg("input", () => DigestInput) input: DigestInput,
    @Ctx() ctx: HubContext,
  ): Promise<DigestSetting> {
    return setDigest(ctx, input);
  }

  @Mutation(() => ID, {
    description:
      "Ends the digest of whoever asked for it by the link in one, and gives their id: for the hub itself.",
  })
  endDigest(
    @Arg("memberId", () => ID, { description: "The member." }) memberId: string,
    @Ctx() ctx: HubContext,
  ): Promise<string> {
    return endDigest(ctx, memberId);
  }
}
