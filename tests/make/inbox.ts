import { pino } from "pino";
import { type Delivery, startDelivery } from "../../subgraphs/inbox/delivery.ts";
import type { Person, TestHub } from "../hub.ts";

/** What brings the inboxes of this hub what has happened. */
export const deliveryOf = ({ databaseUrl }: Pick<TestHub, "databaseUrl">): Delivery =>
  startDelivery({ databaseUrl, log: pino({ level: "silent" }) });

/** Lets a person follow something. */
export async function follow(hub: TestHub, by: Person, kind: string, id: string): Promise<{ id: string }> {
  const { data, errors } = await hub.ask(
    "mutation Follow($kind: FollowKind!, $id: ID!) { follow(kind: $kind, id: $id) { id } }",
    { kind, id },
    by,
  );
  if (errors) throw new Error(errors[0]!.message);
  return data.follow;
}

interface Item {
  id: string;
  reason: string;
  events: string[];
  kind: string;
  at: string;
  readAt: string | null;
  record: { id: string } | null;
  annotation: { id: string; body: string } | null;
  adoption: { id: string } | null;
  membership: { id: string; state: string } | null;
  savedSearch: { id: string } | null;
  follow: { id: string } | null;
}

export interface InboxPage {
  totalCount: number;
  unreadCount: number;
  nodes: Item[];
  edges: { cursor: string }[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
}

const INBOX = `query Inbox($first: Int! = 50, $after: String, $unreadOnly: Boolean! = false) {
  inbox(first: $first, after: $after, unreadOnly: $unreadOnly) {
    totalCount unreadCount pageInfo { hasNextPage endCursor } edges { cursor }
    nodes { id reason events kind at readAt record { ... on Practice { id title } ... on WorkingGroup { id } ... on Organisation { id } }
      annotation { id body } adoption { id } membership { id state } savedSearch { id } follow { id } }
  }
}`;

/** What is in a person's inbox. */
export async function inboxOf(hub: TestHub, as: Person, wish: object = {}): Promise<InboxPage> {
  const { data, errors } = await hub.ask(INBOX, wish, as);
  if (errors) throw new Error(errors[0]!.message);
  return data.inbox;
}
