/** The hash by which a request names an operation: `extensions: { persistedQuery: { sha256Hash } }`. */
export function persistedIn(method: string, search: string, body: unknown): string | undefined {
  const extensions = method === "GET" ? parsed(new URLSearchParams(search).get("extensions")) : body;
  const named = method === "GET" ? extensions : part(extensions, "extensions");
  const hash = part(part(named, "persistedQuery"), "sha256Hash");
  return typeof hash === "string" && /^[0-9a-f]{64}$/.test(hash) ? hash : undefined;
}

/** The same request with the operation's text in the place of its name. */
export function withText(
  method: string,
  { search, body }: { search: string; body: unknown },
  text: string,
): { search: string; body: unknown } {
  if (method !== "GET") {
    const { extensions: _named, ...rest } = body as Record<string, unknown>;
    return { search, body: { ...rest, query: text } };
  }
  const asked = new URLSearchParams(search);
  asked.delete("extensions");
  asked.set("query", text);
  return { search: `?${asked}`, body };
}

const part = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return undefined;
  }
}
