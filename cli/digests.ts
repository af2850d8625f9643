import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { log as records } from "../foundation/log.ts";
import { refusal, type WebAnswer, type WebService } from "../gateway/web-service.ts";
import { LEAVE_PATH, leavePage, memberAt, ONE_CLICK } from "../subgraphs/inbox/digest/leaving.ts";
import type { DigestsOptions } from "../subgraphs/inbox/digest/sending.ts";
import { systemCode } from "./exit.ts";
import type { Door, Ground } from "./ground.ts";
import type { House } from "./house.ts";
import { postBy, postInto } from "./mail.ts";

/** How digests are sent from this ground: by SMTP_URL, else into files. */
export const digestsOn = (
  ground: Pick<Ground, "home" | "databaseUrl">,
  { ask, askAs }: Pick<House, "ask" | "askAs">,
  { publicUrl = "http://localhost", mail }: Pick<Door, "publicUrl" | "mail">,
): DigestsOptions => ({
  databaseUrl: ground.databaseUrl,
  ask,
  askAs,
  post: mail ? postBy(mail) : postInto(join(ground.home, "mail")),
  hub: publicUrl,
  secret: mailSecret(ground.home),
  log: records,
});

/** The secret by which links in mails are signed: MAIL_SECRET, else one that is made once and kept in the home. */
export function mailSecret(home: string): string {
  if (process.env.MAIL_SECRET) return process.env.MAIL_SECRET;
  const file = join(home, "keys", "mail.secret");
  mkdirSync(join(home, "keys"), { recursive: true, mode: 0o700 });
  try {
    writeFileSync(file, randomBytes(32).toString("base64url"), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if (systemCode(error) !== "EEXIST") throw error;
  }
  return readFileSync(file, "utf8").trim();
}

/**
 * The address that ends a digest: a page for whoever opens it, and the end of it for whoever posts (RFC 8058), a mail
 * server or that page. To look at it changes nothing, for programs follow links in mails.
 */
export const leavingAt = (secret: string, ask: House["ask"]): WebService => ({
  takes: (path) => path === LEAVE_PATH,
  cors: { methods: "GET, POST", requestHeaders: "content-type", answerHeaders: "content-type" },
  async answer({ method, path, query, body }): Promise<WebAnswer> {
    const memberId = memberAt(query, secret);
    if (!memberId)
      throw refusal(404, "NOT_FOUND", "There is nothing here: take the link as it stands in the mail.");
    const done = method === "POST";
    if (done) {
      if (!ONE_CLICK.test(body)) throw refusal(400, "BAD_USER_INPUT", "Post List-Unsubscribe=One-Click.");
      const { errors } = await ask("mutation Leave($id: ID!) { endDigest(memberId: $id) }", { id: memberId });
      // Whoever is erased gets none either.
      const fault = errors?.find(({ extensions }) => extensions.code !== "NOT_FOUND");
      if (fault) throw fault;
    }
    return {
      status: 200,
      headers: {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": "default-src 'none'; form-action 'self'; frame-ancestors 'none'",
        "referrer-policy": "no-referrer",
      },
      body: leavePage(`${path}?${query}`, query.get("l") ?? "", done),
    };
  },
});
