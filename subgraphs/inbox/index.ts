import "reflect-metadata";
import { ownPersonalData } from "../../foundation/personal-data.ts";
import { byId } from "../../foundation/rows.ts";
import type { Subgraph } from "../../foundation/subgraph.ts";
import { DigestSetting } from "./digest/setting.entity.ts";
import { DigestResolver } from "./digest/setting.resolver.ts";
import { followed } from "./elsewhere.resolver.ts";
import { FeedResolver } from "./feed.resolver.ts";
import { Follow } from "./follow.entity.ts";
import { FollowResolver } from "./follow.resolver.ts";
import { InboxResolver } from "./inbox.resolver.ts";
import { InboxItem } from "./item.entity.ts";
import { inboxMigrations } from "./migrations/index.ts";
import { PersonalData, PersonalInbox } from "./personal-data.ts";
import { recordEvents } from "./record-event.entity.ts";
import { followable, SavedSearch } from "./references.ts";
import { InboxSubscriptions, RecordEventResolver } from "./subscription.resolver.ts";

/** What members follow, what they are to hear of, and the digests by which they do. */
export const inbox: Subgraph = {
  name: "inbox",
  entities: [Follow, InboxItem, DigestSetting],
  migrations: inboxMigrations,
  resolvers: [
    FollowResolver,
    InboxResolver,
    RecordEventResolver,
    InboxSubscriptions,
    FeedResolver,
    DigestResolver,
    PersonalInbox,
    ...[...followable, SavedSearch].map(followed),
  ],
  types: [PersonalData],
  references: {
    PersonalData: ownPersonalData,
    Follow: (ctx, ids) => byId(ctx, Follow).loadMany(ids),
    InboxItem: (ctx, ids) => byId(ctx, InboxItem).loadMany(ids),
    RecordEvent: (ctx, ids) => recordEvents(ctx, ids),
  },
};
