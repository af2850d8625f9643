import { Field, ID, InputType } from "type-graphql";
import { LanguageEnum } from "../../foundation/enums.ts";
import type { Language } from "../../foundation/language.ts";
import { MemberRole, MemberState } from "./member.enums.ts";

@InputType()
abstract class MemberWords {
  @Field(() => ID, {
    nullable: true,
    description: "The organisation they write for; null for people who write for none.",
  })
  organisationId?: string | null;

  @Field(() => [MemberRole], {
    nullable: true,
    description: "All that they may do; MEMBER need not be said.",
  })
  roles?: MemberRole[] | null;

  @Field(() => [LanguageEnum], { nullable: true, description: "The languages they read, the best first." })
  languages?: Language[] | null;

  @Field(() => MemberState, {
    nullable: true,
    description: "Whether they take part; ACTIVE where a new member leaves it out.",
  })
  state?: MemberState | null;
}

@InputType({ description: "A person who is to take part in the hub." })
export class NewMember extends MemberWords {
  @Field({ description: "What the person is called." })
  name: string;

  @Field({ description: "Their e-mail address. The hub shows it to nobody." })
  email: string;
}

@InputType({ description: "A change of a member: what is left out stays as it is." })
export class MemberChange extends MemberWords {
  @Field(() => String, { nullable: true, description: "What the person is called." })
  name?: string | null;

  @Field(() => String, { nullable: true, description: "Their e-mail address." })
  email?: string | null;
}
