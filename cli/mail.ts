import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import type { Mail, Post, Posted } from "../subgraphs/inbox/digest/sending.ts";

/** Sends mails by that server. It says itself what becomes of each: a refusal concerns one, what it does not take for now may be tried again. */
export function postBy({ smtpUrl, from }: { smtpUrl: string; from: string }): Post {
  const server = createTransport(smtpUrl, { from });
  return async (mail): Promise<Posted> => {
    try {
      await server.sendMail(written(mail));
      return { where: new URL(smtpUrl).host };
    } catch (error) {
      const { responseCode, code, message } = error as Error & { responseCode?: number; code?: string };
      // What a server says of an address stays out of the log.
      const reason = responseCode ? `The mail server answered ${responseCode}.` : (code ?? message);
      const forGood = responseCode ? responseCode >= 500 : code === "EENVELOPE" || code === "EMESSAGE";
      return forGood ? { refused: reason } : { later: reason };
    }
  };
}

/** Writes mails into files in that folder, for development: each under its Message-ID, so that one sent again is one file. */
export function postInto(folder: string): Post {
  const files = createTransport(
    { streamTransport: true, buffer: true, newline: "unix" },
    { from: "The hub <hub@localhost>" },
  );
  return async (mail) => {
    const { message } = await files.sendMail(written(mail));
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const where = join(folder, `${mail.messageId.replace(/[^\w.-]/g, "")}.eml`);
    await writeFile(where, message as Buffer, { mode: 0o600 });
    return { where };
  };
}

const written = ({ to, messageId, subject, text, html, headers }: Mail) => ({
  to,
  messageId,
  subject,
  text,
  html,
  headers: { ...headers },
});
