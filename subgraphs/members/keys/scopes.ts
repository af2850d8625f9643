import { badInput } from "../../../foundation/problems.ts";

/** What a partner's key may do. */
const SCOPES = ["content:public", "content:members", "annotations:public", "webhooks"] as const;

export const SCOPES_IN_WORDS =
  "content:public (read published public records), content:members (read what is published for members), annotations:public (read public notes, and with content:members those for members), webhooks (meant for webhooks; it opens nothing yet)";

/** The scopes as they are stored, each once. */
export function checkedScopes(scopes: readonly string[]): string[] {
  const unknown = scopes.find((scope) => !(SCOPES as readonly string[]).includes(scope));
  if (unknown !== undefined || scopes.length === 0)
    throw badInput("scopes", `A key has one scope or more, each one of: ${SCOPES.join(", ")}.`);
  return SCOPES.filter((scope) => scopes.includes(scope));
}
