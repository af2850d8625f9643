import type { IncomingMessage, ServerResponse } from "node:http";

/** Decides which other sites' pages may read answers. */
export type Cors = (request: IncomingMessage, response: ServerResponse) => void;

const ALLOWED_HEADERS =
  "content-type, authorization, accept, accept-language, x-request-id, apollo-require-preflight, x-apollo-operation-name";

/**
 * Lets the listed origins in and, where `localhost` is true, pages of this machine. Credentials of the browser are
 * never admitted: whoever asks brings their token in a header. Same-origin pages need no permission.
 */
export function corsFor(origins: readonly string[], localhost: boolean): Cors {
  const allowed = new Set(origins);
  const local = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;
  return (request, response) => {
    response.setHeader("vary", "origin");
    const { origin } = request.headers;
    if (!origin || !(allowed.has(origin) || (localhost && local.test(origin)))) return;
    response.setHeader("access-control-allow-origin", origin);
    response.setHeader("access-control-expose-headers", "x-request-id");
    if (request.method === "OPTIONS") {
      response.setHeader("access-control-allow-methods", "GET, POST");
      response.setHeader("access-control-allow-headers", ALLOWED_HEADERS);
      response.setHeader("access-control-max-age", "600");
    }
  };
}
