import type { IncomingMessage } from "node:http";
import type { FrontContext } from "./apollo.ts";
import { clientAddress } from "./caller.ts";
import type { Identify, Identity } from "./identity.ts";
import type { Question } from "./limits.ts";
import type { PartnerKeys } from "./partner-keys.ts";
import { admitPartner, registeredText, type Tell } from "./partners.ts";
import type { refusals } from "./refusals.ts";
import type { Subscriber } from "./subscribing.ts";

export interface AdmissionOptions {
  identify: Identify;
  partners: PartnerKeys | undefined;
  /** what a question costs; throws where it exceeds a limit */
  admit(question: Question): number;
  mayIntrospect(identity: Identity): boolean;
  proxies: number;
  refused: ReturnType<typeof refusals>;
}

/** Lets requests in: who asks, within which limits, out of whose budget. Whatever is refused is logged. */
export function admissionOf({
  identify,
  partners,
  admit,
  mayIntrospect,
  proxies,
  refused,
}: AdmissionOptions) {
  const addressOf = (request: IncomingMessage) => clientAddress(request, proxies);
  const callerOf = (request: IncomingMessage, requestId: string) => ({
    requestId,
    clientAddress: addressOf(request),
  });

  /** Only makes sure who asks. */
  const greet = (request: IncomingMessage, requestId: string): Promise<void> => {
    const caller = callerOf(request, requestId);
    return refused.admitting(caller, async (known) => known(await identify(request.headers, caller)));
  };

  /** The context in which a question is answered, once it is paid for. */
  const contextOf = (
    request: IncomingMessage,
    question: Question,
    requestId: string,
    signal: AbortSignal,
    tell: Tell,
  ): Promise<FrontContext> => {
    const caller = callerOf(request, requestId);
    return refused.admitting(caller, async (known) => {
      const cost = admit(question);
      const identity = await identify(request.headers, caller);
      const { passport, languages, partner: key } = identity;
      known(identity);
      if (key && partners) await admitPartner(partners, { request, key, query: question.query, cost, tell });
      const once = request.headers["idempotency-key"];
      return {
        identity,
        introspection: mayIntrospect(identity),
        call: { passport, languages, signal, ...caller, ...(once ? { idempotencyKey: String(once) } : {}) },
      };
    });
  };

  /** Whoever subscribes, by the context of their first question: who they are is asked again and again, and each event is paid for like one. */
  const subscriberOf = (
    request: IncomingMessage,
    question: Question,
    { identity, introspection, call }: FrontContext,
  ): Omit<Subscriber, "execute"> => {
    const { query } = question;
    const cost = admit(question);
    return {
      identity,
      hints: introspection,
      address: call.clientAddress,
      identify: (fresh) => identify(request.headers, callerOf(request, call.requestId), fresh),
      spend: async ({ partner: key }) => {
        if (key && partners) await admitPartner(partners, { request, key, query, cost, tell: nobodyHears });
      },
    };
  };

  /** The text of the operation that a partner's key names by its hash; undefined for all other callers. */
  const textFor = (
    request: IncomingMessage,
    hash: string,
    sent: string,
    requestId: string,
  ): Promise<string | undefined> => {
    const caller = callerOf(request, requestId);
    return refused.admitting(caller, async (known) => {
      const identity = await identify(request.headers, caller);
      known(identity);
      const { partner: key } = identity;
      return key && partners ? registeredText(partners, key, hash, sent) : undefined;
    });
  };

  return { addressOf, greet, contextOf, subscriberOf, textFor };
}

/** For answers that have no headers of their own. */
export const nobodyHears: Tell = () => {};
