import { readdirSync, readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { basename, extname, join } from "node:path";
import { inProject } from "../cli/paths.ts";

/** Where the bundled explorer stands. */
export const explorerFolder = inProject("dist", "explorer", "assets");

/** What the bundler made, by the names it gave. */
export interface Manifest {
  parts: string;
  script: string;
  style: string;
}

const contentTypes: Record<string, string> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
};

const pageHeaders = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-cache",
  vary: "accept",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  // The editor writes its own styles while it runs; nothing else is let in, and nothing comes from elsewhere.
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src data:; img-src 'self' data:; " +
    "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
};

/**
 * The explorer in the browser: answers GET /graphql for whoever prefers HTML, the page's own files under /explorer/,
 * and sends browsers from / to /graphql. True when the request was answered; otherwise it is somebody else's.
 * All addresses in the page are relative, so a proxy may put the hub under any path, as long as it strips that path.
 */
export function explorer(): (request: IncomingMessage, response: ServerResponse) => boolean {
  const page = renderPage();
  const files = new Set(readdirSync(explorerFolder));

  return (request, response) => {
    if (request.method !== "GET" && request.method !== "HEAD") return false;
    const [path = "", query] = (request.url ?? "").split("?");
    const send = (status: number, headers: Record<string, string>, body: string | Buffer = "") => {
      response.writeHead(status, { ...headers, "content-length": String(Buffer.byteLength(body)) });
      response.end(request.method === "HEAD" ? undefined : body);
      return true;
    };

    if (path.startsWith("/explorer/")) {
      const name = basename(path);
      const type = contentTypes[extname(name)];
      if (!type || !files.has(name) || path !== `/explorer/${name}`) {
        return send(404, { "content-type": "text/plain; charset=utf-8" }, "There is no such file.\n");
      }
      const small =
        files.has(`${name}.br`) && /\bbr\b/.test(String(request.headers["accept-encoding"] ?? ""));
      return send(
        200,
        {
          "content-type": type,
          "cache-control": "public, max-age=31536000, immutable",
          "x-content-type-options": "nosniff",
          vary: "accept-encoding",
          ...(small ? { "content-encoding": "br" } : {}),
        },
        readFileSync(join(explorerFolder, small ? `${name}.br` : name)),
      );
    }
    if (!prefersHtml(request.headers.accept)) return false;
    if (path === "/") return send(302, { location: "graphql" });
    if (path === "/graphql" && !/(^|&)query=/.test(query ?? "")) return send(200, pageHeaders, page);
    return false;
  };
}

/** A browser that opens a page names text/html; a GraphQL client names JSON, anything, or nothing. */
const prefersHtml = (accept = ""): boolean => {
  const kinds = accept.split(",").map((kind) => kind.split(";")[0]?.trim());
  const html = kinds.indexOf("text/html");
  const json = kinds.findIndex((kind) => /^application\/(graphql-response\+)?json$/.test(kind ?? ""));
  return html >= 0 && (json < 0 || html < json);
};

function renderPage(): string {
  const { script, style } = JSON.parse(
    readFileSync(join(explorerFolder, "manifest.json"), "utf8"),
  ) as Manifest;
  const examples = JSON.stringify(exampleQueries()).replaceAll("<", "\\u003c");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The hub — explorer</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="explorer/${style}">
<script type="application/json" id="examples">${examples}</script>
<script type="module" src="explorer/${script}"></script>
</head>
<body>
<div id="explorer"><noscript>The explorer needs JavaScript; the hub answers GraphQL at this address without it.</noscript></div>
</body>
</html>
`;
}

export interface Example {
  /** The first line of the file, which is a comment. */
  title: string;
  query: string;
}

/** The ready-made queries in the files `seeds/examples/*.graphql`, in the order of their names. */
export function exampleQueries(folder = inProject("seeds", "examples")): Example[] {
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => name.endsWith(".graphql"));
  } catch {
    return [];
  }
  return names.sort().map((name) => {
    const query = readFileSync(join(folder, name), "utf8");
    return { title: /^#\s*(.+)/.exec(query)?.[1]?.trim() ?? basename(name, ".graphql"), query };
  });
}
