import { filled, type Words } from "./words.ts";

/** What the graph tells a member of their inbox. */
export interface DigestItem {
  id: string;
  reason: keyof Words["reasons"];
  events: (keyof Words["events"])[];
  record: { title?: string; name?: string; label?: string } | null;
  annotation: { body: string | null; author: { name: string } | null } | null;
  adoption: { organisation: { name: string } | null } | null;
  savedSearch: { name: string } | null;
}

/** The query that asks for it, as the member. */
export const DIGEST = `query Digest($first: Int!) { inbox(first: $first, unreadOnly: true) { unreadCount nodes {
  id reason events
  record { ... on Content { title } ... on Organisation { name } ... on Territory { name } ... on Topic { label } }
  annotation { body author { name } } adoption { organisation { name } } savedSearch { name } } } }`;

interface Digest {
  name: string;
  items: readonly DigestItem[];
  /** how many there are besides */
  more: number;
  hub: string;
  leave: string;
}

/** So much of a note is told. */
const EXCERPT = 200;

/** A digest as a mail says it, once as plain text and once as HTML. */
export function composed(
  { name, items, more, hub, leave }: Digest,
  words: Words,
): { subject: string; text: string; html: string } {
  const lines = items.map((item) => lineOf(item, words));
  const hello = filled(words.hello, { name });
  const rest = more > 0 ? filled(words.more, { n: more }) : "";
  const text = [
    hello,
    "",
    words.intro,
    "",
    ...lines.map(({ title, what, why, quote }) =>
      [`* ${title}`, `  ${what} (${why})`, ...(quote ? [`  “${quote}”`] : []), ""].join("\n"),
    ),
    ...(rest ? [rest, ""] : []),
    hub,
    "",
    "-- ",
    words.why,
    `${words.leave}: ${leave}`,
    "",
  ].join("\n");
  const html = [
    "<!doctype html>",
    `<html><head><meta charset="utf-8"><title>${escaped(words.intro)}</title></head><body>`,
    `<p>${escaped(hello)}</p><p>${escaped(words.intro)}</p><ul>`,
    ...lines.map(
      ({ title, what, why, quote }) =>
        `<li><strong>${escaped(title)}</strong><br>${escaped(what)} (${escaped(why)})${
          quote ? `<blockquote>${escaped(quote)}</blockquote>` : ""
        }</li>`,
    ),
    `</ul>${rest ? `<p>${escaped(rest)}</p>` : ""}<p><a href="${escaped(hub)}">${escaped(hub)}</a></p>`,
    `<hr><p>${escaped(words.why)} <a href="${escaped(leave)}">${escaped(words.leave)}</a></p></body></html>`,
  ].join("\n");
  return { subject: filled(words.subject, { n: items.length + more }), text, html };
}

function lineOf({ reason, events, record, annotation, adoption, savedSearch }: DigestItem, words: Words) {
  const by = annotation?.author?.name ?? adoption?.organisation?.name;
  const what = events.map((event) => words.events[event]).join(", ");
  const why = words.reasons[reason];
  return {
    title: plain(record?.title ?? record?.name ?? record?.label ?? "…"),
    what: by ? `${what}: ${plain(by)}` : what,
    why: savedSearch ? `${why}: ${plain(savedSearch.name)}` : why,
    quote: annotation?.body ? excerpt(plain(annotation.body)) : "",
  };
}

/** On one line, so that no text of somebody's looks like a part of the mail. */
const plain = (text: string) => text.replace(/\s+/g, " ").trim();

const excerpt = (text: string) =>
  [...text].length > EXCERPT ? `${[...text].slice(0, EXCERPT - 1).join("")}…` : text;

export const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);
