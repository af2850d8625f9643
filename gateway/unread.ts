import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { limitExceeded } from "./limits.ts";

/**
 * Answers a request that could not even be read: its head is too long, comes too slowly, or is no HTTP. Tells what is to be
 * logged of it: nothing where whoever sent it has gone.
 */
export function refuseUnread(
  error: NodeJS.ErrnoException,
  socket: Duplex,
  mostHeaderBytes: number,
): object | undefined {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return undefined;
  }
  const { status, message, extensions } = told(error.code, mostHeaderBytes);
  const text = JSON.stringify({ errors: [{ message, extensions }] });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "content-type: application/json; charset=utf-8",
    `content-length: ${Buffer.byteLength(text)}`,
    "connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${text}`);
  return { clientAddress: (socket as Partial<Socket>).remoteAddress, status, ...extensions };
}

function told(code: string | undefined, mostHeaderBytes: number) {
  if (code === "HPE_HEADER_OVERFLOW") {
    const { message, extensions } = limitExceeded("headers", mostHeaderBytes, mostHeaderBytes + 1);
    const { http: _, ...details } = extensions;
    return { status: 431, message, extensions: details };
  }
  const late = code === "ERR_HTTP_REQUEST_TIMEOUT";
  return {
    status: late ? 408 : 400,
    message: late ? "The request did not come in time." : "This is no HTTP request.",
    extensions: { code: "BAD_REQUEST" },
  };
}
