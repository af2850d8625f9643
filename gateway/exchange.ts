import type { IncomingMessage, ServerResponse } from "node:http";
import { deadline } from "./faults.ts";

/** The body's text; its size so far once it is too large. */
export function bodyOf(request: IncomingMessage, mostBytes: number): Promise<string | number> {
  return new Promise((resolve, reject) => {
    const announced = Number(request.headers["content-length"] ?? 0);
    if (announced > mostBytes) {
      request.resume();
      resolve(announced);
      return;
    }
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > mostBytes) resolve(size);
      else chunks.push(chunk);
    });
    request.on("end", () =>
      resolve(chunks.length === 1 ? chunks[0]!.toString("utf8") : Buffer.concat(chunks).toString("utf8")),
    );
    request.on("error", reject);
    request.on("close", () => {
      if (!request.complete) reject(new Error("The caller left before the request was read."));
    });
  });
}

/** A foreign page may make a browser ask, though never with anybody's credentials: the hub uses no cookies. */
export const isForeign = ({ headers }: IncomingMessage, response: ServerResponse): boolean =>
  headers["sec-fetch-site"] === "cross-site" && !response.hasHeader("access-control-allow-origin");

/** Ends when the caller leaves, and when the time for the answer is up. */
export function deadlineOf(response: ServerResponse, deadlineMs: number): AbortSignal {
  const { signal, stop, end } = deadline(deadlineMs);
  response.once("close", () => {
    stop();
    if (!response.writableEnded) end();
  });
  return signal;
}

/** Refuses a request, as GraphQL tells errors. */
export function refused(
  response: ServerResponse,
  status: number,
  error: { message: string; extensions: object },
): void {
  send(response, status, JSON.stringify({ errors: [error] }));
}

/** Answers, as JSON unless another type is set; to HEAD without the text itself. */
export function send(response: ServerResponse, status: number, text: string, headOnly = false): void {
  if (!response.hasHeader("content-type"))
    response.setHeader("content-type", "application/json; charset=utf-8");
  response.setHeader("x-content-type-options", "nosniff");
  response.setHeader("content-length", Buffer.byteLength(text));
  response.writeHead(status);
  response.end(headOnly ? undefined : text);
}
