import { createHmac, timingSafeEqual } from "node:crypto";
import { isUuid } from "../../../foundation/uuid.ts";
import { escaped } from "./compose.ts";
import { wordsIn } from "./words.ts";

/** Where a digest is ended, below the hub's address. */
export const LEAVE_PATH = "/digest/leave";

/** What a mail server or a person posts there to end it (RFC 8058), whichever way a form is sent. */
export const ONE_CLICK = /^List-Unsubscribe=One-Click|name="List-Unsubscribe"\s+One-Click/m;

/** The address at which that member's digest is ended without signing in; nobody can make one who does not know the secret. */
export function leaveUrl(hub: string, memberId: string, secret: string, language: string): string {
  const query = new URLSearchParams({ m: memberId, k: signature(memberId, secret), l: language });
  return `${hub.replace(/\/$/, "")}${LEAVE_PATH}?${query}`;
}

/** Whose digest such an address ends; null where it is none of ours. */
export function memberAt(query: URLSearchParams, secret: string): string | null {
  const memberId = query.get("m") ?? "";
  const given = Buffer.from(query.get("k") ?? "");
  const wanted = Buffer.from(signature(memberId, secret));
  return isUuid(memberId) && given.length === wanted.length && timingSafeEqual(given, wanted)
    ? memberId
    : null;
}

const signature = (memberId: string, secret: string) =>
  createHmac("sha256", secret).update(`digest ${memberId.toLowerCase()}`).digest("base64url");

/** The page at that address: it asks, or tells that it is done. */
export function leavePage(address: string, language: string, done: boolean): string {
  const { language: spoken, words } = wordsIn([language]);
  const says = done ? words.left : words.ask;
  const form = `<form method="post" action="${escaped(address)}">
<input type="hidden" name="List-Unsubscribe" value="One-Click"><button>${escaped(words.leave)}</button></form>`;
  return `<!doctype html>
<html lang="${spoken}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">
<title>${escaped(says)}</title></head><body><main><h1>${escaped(says)}</h1>${done ? "" : form}</main></body></html>
`;
}
