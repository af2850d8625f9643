import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Query,
  Resolver,
  Root,
  Subscription,
} from "type-graphql";
import type { HubContext } from "../../foundation/context.ts";
import { Kind } from "../../foundation/enums.ts";
import { EventType } from "../../foundation/events.ts";
import { badInput } from "../../foundation/problems.ts";
import { recordRef } from "../../foundation/reference.ts";
import { answeredAtTheGateway } from "../../foundation/subgraph.ts";
import { isUuid } from "../../foundation/uuid.ts";
import { InboxItem } from "./item.entity.ts";
import { RecordEvent, recordEvents } from "./record-event.entity.ts";
import { FollowableRecord } from "./references.ts";

const MOST = 100;

@ArgsType()
class RecordEventFilter {
  @Field(() => [Kind], { nullable: true, description: "Only of records of these kinds." })
  kinds?: Kind[] | null;

  @Field(() => [EventType], { nullable: true, description: "Only if this has happened." })
  types?: EventType[] | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      "Only of these records, and of records that name one of them or a topic narrower than it: topics, organisations, places, projects and so on; at most 100.",
  })
  about?: string[] | null;
}

@Resolver(() => RecordEvent)
export class RecordEventResolver {
  @Query(() => RecordEvent, {
    nullable: true,
    description:
      "One event by its id, if it is such a one; null where there is none, or where you may not see the record now.",
  })
  async recordEvent(
    @Arg("id", () => ID, { description: "The event's identifier." }) id: string,
    @Args(() => RecordEventFilter) { kinds, types, about }: RecordEventFilter,
    @Ctx() ctx: HubContext,
  ): Promise<RecordEvent | null> {
    if (about && (about.length > MOST || !about.every(isUuid)))
      throw badInput("about", `Name at most ${MOST} things by their ids.`);
    const [event] = await recordEvents(ctx, isUuid(id) ? [id] : [], about);
    if (!event || (kinds && !kinds.includes(event.kind)) || (types && !types.includes(event.type)))
      return null;
    return event;
  }

  @FieldResolver(() => FollowableRecord, { nullable: true, description: "The record, as it is now." })
  record(@Root() { kind, recordId }: RecordEvent) {
    return recordRef({ kind, id: recordId });
  }
}

/** Each is answered by the query of its name. */
@Resolver()
export class InboxSubscriptions {
  @Subscription(() => RecordEvent, {
    subscribe: answeredAtTheGateway,
    description:
      "What happens to records that you may see at the moment it is told; from when you subscribe, each event once. All arguments that are given must hold.",
  })
  recordEvent(@Root() event: RecordEvent, @Args(() => RecordEventFilter) _: RecordEventFilter): RecordEvent {
    return event;
  }

  @Subscription(() => InboxItem, {
    subscribe: answeredAtTheGateway,
    description:
      "What comes into your inbox, as it comes; from when you subscribe, each item once. For members.",
  })
  inboxItem(@Root() item: InboxItem): InboxItem {
    return item;
  }
}
