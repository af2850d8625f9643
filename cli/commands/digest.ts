import { join } from "node:path";
import type { Command } from "commander";
import { connected } from "../../foundation/connected.ts";
import { borrowGround } from "../ground.ts";
import { settings } from "../settings.ts";
import { terminal } from "../start.ts";

/** `hub digest`: the digests that are due, sent now. */
export function digestCommand(program: Command): void {
  program
    .command("digest")
    .summary("send the digests that are due")
    .description(
      "Sends the digests that are due by e-mail, as a running hub does by itself. Without SMTP_URL they are written into files, whose places are shown.",
    )
    .option("--now", "those that are due later, too")
    .addHelpText(
      "after",
      `
  npm run hub digest
  npm run hub digest -- --now`,
    )
    .action(async ({ now }: { now?: boolean }) => {
      const { DIGESTS_CHANNEL, sendDue } = await import("../../subgraphs/inbox/digest/sending.ts");
      const { digestsOn } = await import("../digests.ts");
      const { withHouse } = await import("../open.ts");
      const wanted = settings();
      const ground = await borrowGround(wanted, terminal);
      try {
        if (now) await makeDue(ground.databaseUrl, DIGESTS_CHANNEL);
        const sent = await withHouse(ground, async (house) =>
          sendDue({
            ...digestsOn(ground, house, wanted),
            onSent: (where) => terminal.info(wanted.mail ? `Sent by ${where}` : `Written to ${where}`),
          }),
        );
        const where = wanted.mail ? "" : `: see ${join(ground.home, "mail")}`;
        terminal.info(
          sent === null
            ? `The running hub sends them${where}`
            : `${sent} ${sent === 1 ? "digest is" : "digests are"} sent`,
        );
      } finally {
        await ground.close();
      }
    });
}

/** Makes all digests due, and tells the running hub on its channel. */
const makeDue = (databaseUrl: string, channel: string): Promise<void> =>
  connected(databaseUrl, { name: "hub digest" }, async (db) => {
    await db.query(`UPDATE inbox.digest_setting SET "dueAt" = now() WHERE "dueAt" IS NOT NULL`);
    await db.query(`SELECT pg_notify('${channel}', '')`);
  });
