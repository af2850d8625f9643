import type { IncomingMessage } from "node:http";
import { GraphQLError } from "graphql";
import { hashOf } from "../foundation/hash.ts";
import type { Standing } from "./budget.ts";
import { sameOrigin } from "./cors.ts";
import type { GatewayCode } from "./faults.ts";
import { limitExceeded } from "./limits.ts";
import type { PartnerKey, PartnerKeys } from "./partner-keys.ts";

/** Sets a header of the answer. */
export type Tell = (name: string, value: string) => void;

/** A request with a partner's key. */
interface Asked {
  request: IncomingMessage;
  key: PartnerKey;
  query: string;
  cost: number;
  tell: Tell;
}

/** Lets a request with a partner's key pass: from where the key may be used, for what it may ask, within its budget. */
export async function admitPartner(
  keys: PartnerKeys,
  { request, key, query, cost, tell }: Asked,
): Promise<void> {
  fromItsOrigin(request, key);
  if (key.registeredOnly && (await keys.operation(key, hashOf(query))) === undefined) throw notRegistered();
  if (cost > key.costPerMinute) throw limitExceeded("costPerMinute", key.costPerMinute, cost);
  if (cost > key.costPerDay) throw limitExceeded("costPerDay", key.costPerDay, cost);
  const standing = await keys.spend(key, cost);
  tell("ratelimit-policy", policyOf(key));
  tell("ratelimit", limitsOf(standing));
  if (standing.passed) return;
  const { left, endsIn } = standing[standing.window];
  tell("retry-after", String(endsIn));
  throw refused(
    429,
    "RATE_LIMITED",
    `The request costs ${cost}, and the key has ${left} left for this ${standing.window}: ask again in ${endsIn} s.`,
    {
      limit: standing.window === "day" ? "costPerDay" : "costPerMinute",
      allowed: standing.window === "day" ? key.costPerDay : key.costPerMinute,
      found: cost,
      left,
      retryAfter: endsIn,
    },
  );
}

/** The text of the operation that a key names by its hash alone, or sends along with it. */
export async function registeredText(
  keys: PartnerKeys,
  key: PartnerKey,
  hash: string,
  sent: string,
): Promise<string> {
  if (sent) {
    if (hashOf(sent) === hash) return sent;
    throw refused(400, "BAD_USER_INPUT", "The sha256Hash is not that of the query.");
  }
  const text = await keys.operation(key, hash);
  if (text !== undefined) return text;
  if (key.registeredOnly) throw notRegistered();
  // By this code and status, clients that try a hash first know that they are to send the text.
  throw refused(200, "PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound");
}

function fromItsOrigin(request: IncomingMessage, { origins }: PartnerKey): void {
  const { origin } = request.headers;
  if (origin === undefined || origins.includes(origin) || sameOrigin(request)) return;
  throw refused(
    403,
    "ORIGIN_REFUSED",
    "Pages of this origin may not use the key: its owner names those that may.",
  );
}

const notRegistered = () =>
  refused(
    403,
    "OPERATION_NOT_REGISTERED",
    "The key asks only what is registered for it, and this is not: register it, to the letter.",
  );

const refused = (
  status: number,
  code: GatewayCode | "BAD_USER_INPUT",
  sentence: string,
  details: Record<string, unknown> = {},
) => new GraphQLError(sentence, { extensions: { ...details, code, http: { status } } });

/** As draft-ietf-httpapi-ratelimit-headers has it, in units of cost. */
const policyOf = ({ costPerMinute, costPerDay }: PartnerKey) =>
  `"minute";q=${costPerMinute};w=60;qu="hub-cost", "day";q=${costPerDay};w=86400;qu="hub-cost"`;

const limitsOf = ({ minute, day }: Standing) =>
  `"minute";r=${minute.left};t=${minute.endsIn}, "day";r=${day.left};t=${day.endsIn}`;
