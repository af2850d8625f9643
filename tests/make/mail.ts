import type { AddressInfo } from "node:net";
import { createServer, type Socket } from "node:net";

export interface Parsed {
  headers: Map<string, string>;
  /** by media type */
  parts: Map<string, string>;
}

/** A mail as its reader's program takes it apart. */
export function parsed(eml: string): Parsed {
  const { headers, body } = apart(eml.replace(/\r\n/g, "\n"));
  const boundary = /boundary="?([^";]+)"?/.exec(headers.get("content-type") ?? "")?.[1];
  const parts = new Map<string, string>();
  for (const part of boundary ? body.split(`--${boundary}`).slice(1, -1) : []) {
    const { headers: own, body: text } = apart(part.replace(/^\n/, ""));
    parts.set(
      own.get("content-type")!.split(";")[0]!,
      decoded(text, own.get("content-transfer-encoding") ?? "7bit"),
    );
  }
  return { headers, parts };
}

function apart(text: string): { headers: Map<string, string>; body: string } {
  const at = text.indexOf("\n\n");
  const lines = text
    .slice(0, at)
    .replace(/\n[ \t]+/g, " ")
    .split("\n");
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).toLowerCase(), words(line.slice(colon + 1).trim())];
    }),
  );
  return { headers, body: text.slice(at + 2) };
}

const words = (value: string) =>
  value
    .replace(/\?=\s+=\?/g, "?==?")
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, text: string) =>
      kind.toLowerCase() === "b"
        ? Buffer.from(text, "base64").toString("utf8")
        : decoded(text.replaceAll("_", " "), "quoted-printable"),
    );

function decoded(text: string, encoding: string): string {
  if (encoding === "base64") return Buffer.from(text, "base64").toString("utf8");
  if (encoding !== "quoted-printable") return text;
  const bytes = text
    .replace(/=\n/g, "")
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}

export interface MailServer {
  url: string;
  mails: string[];
  close(): Promise<void>;
}

/**
 * A mail server that keeps what it is given. `answer` says what it answers to a mail, undefined breaks the connection;
 * `recipient`, what it answers to whom a mail is for.
 */
export async function mailServer(
  answer: (count: number) => string | undefined = () => "250 kept",
  recipient: (count: number) => string = () => "250 well",
): Promise<MailServer> {
  const mails: string[] = [];
  let recipients = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    let text = "";
    let inside = false;
    const say = (line: string) => socket.write(`${line}\r\n`);
    say("220 here");
    socket.on("data", (chunk) => {
      text += chunk;
      for (;;) {
        const end = text.indexOf(inside ? "\r\n.\r\n" : "\r\n");
        if (end < 0) return;
        const line = text.slice(0, end);
        text = text.slice(end + (inside ? 5 : 2));
        if (inside) {
          inside = false;
          mails.push(line);
          const says = answer(mails.length);
          if (!says) return void socket.destroy();
          say(says);
        } else if (/^DATA/i.test(line)) {
          inside = true;
          say("354 go on");
        } else if (/^QUIT/i.test(line)) {
          say("221 bye");
          socket.end();
        } else if (/^RCPT/i.test(line)) say(recipient(++recipients));
        else say("250 well");
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mails,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
