import type { IncomingMessage, ServerResponse } from "node:http";

/** Decides which other sites' pages may read answers. */
export interface Cors {
  (request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** May whoever asks open a WebSocket, which no browser keeps pages of other sites from? */
  admits(request: IncomingMessage): Promise<boolean>;
}

const ALLOWED_HEADERS =
  "content-type, authorization, accept, accept-language, idempotency-key, x-request-id, apollo-require-preflight, x-apollo-operation-name";

/**
 * Lets the listed origins in, those whose pages ask with a partner's key and, where `localhost` is true, pages of this
 * machine. Credentials of the browser are
 * never admitted: whoever asks brings their token in a header. Same-origin pages need no permission.
 */
export function corsFor(
  origins: readonly string[],
  localhost: boolean,
  ofPartners: (origin: string) => Promise<boolean> = async () => false,
): Cors {
  const allowed = new Set(origins);
  const local = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;
  const admitted = async (request: IncomingMessage, origin: string) =>
    allowed.has(origin) ||
    (localhost && local.test(origin)) ||
    (!sameOrigin(request) && (await ofPartners(origin)));

  const cors = async (request: IncomingMessage, response: ServerResponse) => {
    response.setHeader("vary", "origin");
    const { origin } = request.headers;
    if (!origin || !(await admitted(request, origin))) return;
    response.setHeader("access-control-allow-origin", origin);
    response.setHeader(
      "access-control-expose-headers",
      "x-request-id, ratelimit, ratelimit-policy, retry-after",
    );
    if (request.method === "OPTIONS") {
      response.setHeader("access-control-allow-methods", "GET, POST");
      response.setHeader("access-control-allow-headers", ALLOWED_HEADERS);
      response.setHeader("access-control-max-age", "600");
    }
  };
  return Object.assign(cors, {
    admits: async (request: IncomingMessage) => {
      const { origin } = request.headers;
      return !origin || sameOrigin(request) || admitted(request, origin);
    },
  });
}

/** Does a page ask that this very gateway has served? */
export function sameOrigin({ headers: { origin = "", host } }: IncomingMessage): boolean {
  return URL.canParse(origin) && new URL(origin).host === host;
}
