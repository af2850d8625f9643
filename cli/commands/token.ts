import { type Command, InvalidArgumentError, Option } from "commander";
import { connected } from "../../foundation/connected.ts";
import { passports } from "../../foundation/passport.ts";
import { Halt, systemCode } from "../exit.ts";
import { borrowGround } from "../ground.ts";
import { settings } from "../settings.ts";

const silent = { info() {}, warn() {} };

const hours = (text: string): number => {
  const value = Number(text);
  if (!(value > 0 && value <= 720)) throw new InvalidArgumentError("It is a number of hours, at most 720.");
  return value;
};

/** `hub token`: a token to ask the gateway with, for development. */
export function tokenCommand(program: Command): void {
  program
    .command("token")
    .summary("print a token to ask the gateway as somebody, for development")
    .description(
      "Prints a token to ask the gateway as a member, a steward, a curator or an administrator: for development, on the machine that holds the hub's keys. The gateway takes it as the header authorization: Bearer <token>.",
    )
    .addHelpText(
      "after",
      `
  npm run -s hub token -- --as curator`,
    )
    .addOption(
      new Option("--as <who>", "whom to ask as")
        .choices(["member", "steward", "curator", "admin"])
        .makeOptionMandatory(),
    )
    .option("--email <address>", "that very member, rather than the first of the kind")
    .option("--hours <number>", "how long it is good for", hours, 12)
    .action(async ({ as, email, hours }: { as: string; email?: string; hours: number }) => {
      const wanted = settings();
      const ground = await borrowGround(wanted, silent);
      try {
        const keys = await passports(ground.home);
        const claims = { sub: await memberId(ground.databaseUrl, as, email) };
        process.stdout.write(`${await keys.sign(claims, "hub-gateway", Math.round(hours * 3600))}\n`);
        if (process.stdout.isTTY) {
          process.stderr.write(
            `Send it as the header authorization: Bearer <token>; it is good for ${hours} hours.\n`,
          );
        }
      } finally {
        await ground.close();
      }
    });
}

const roleOf: Readonly<Record<string, string>> = {
  member: "MEMBER",
  steward: "STEWARD",
  curator: "CURATOR",
  admin: "ADMINISTRATOR",
};

async function memberId(databaseUrl: string, as: string, email: string | undefined): Promise<string> {
  try {
    const { rows } = await connected(databaseUrl, { name: "hub token" }, (db) =>
      db.query<{ id: string }>(
        `SELECT id FROM members.member
       WHERE state = 'ACTIVE' AND ($2::text IS NULL OR email = $2)
         AND CASE WHEN $1 = 'MEMBER' THEN NOT "grantedRoles" && '{STEWARD,CURATOR,ADMINISTRATOR}'::text[] ELSE "grantedRoles" @> ARRAY[$1::text] END
       ORDER BY "createdAt", id LIMIT 1`,
        [roleOf[as]!, email ?? null],
      ),
    );
    if (rows[0]) return rows[0].id;
    throw new Halt(
      "BAD_SETTING",
      email
        ? `There is no active ${as} with the address ${email} in the hub.`
        : `There is no ${as} in the hub: start it once (npm start), so that its first content is loaded.`,
    );
  } catch (error) {
    if (systemCode(error) === "42P01") {
      throw new Halt(
        "BAD_SETTING",
        "The hub has no tables yet: start it once (npm start), so that its first content is loaded.",
      );
    }
    throw error;
  }
}
