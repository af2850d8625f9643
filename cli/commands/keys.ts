import { type Command, InvalidArgumentError } from "commander";
import { givenRing, keptRing, rotateKept } from "../../foundation/keys.ts";
import { PASSPORT_LIFE } from "../../foundation/passport.ts";
import { Halt, systemCode } from "../exit.ts";
import { prepareHome } from "../servers/home.ts";
import { settings } from "../settings.ts";
import { terminal } from "../start.ts";

/** Longer than a passport lives, than a gateway takes to notice a new key, and than clocks differ, all together. */
const SHORTEST_MINUTES = Math.ceil((2 * PASSPORT_LIFE) / 60);

/** After a theft the old key is accepted until every process has taken up the new one, and no longer. */
const AT_ONCE_MS = 10_000;

const minutes = (text: string): number => {
  const value = Number(text);
  if (!(value >= SHORTEST_MINUTES && value <= 43_200))
    throw new InvalidArgumentError(`It is a number of minutes, from ${SHORTEST_MINUTES} to 43200.`);
  return value;
};

/** `hub keys`: which keys the passports are signed and accepted by, and a new one. */
export function keysCommand(program: Command): void {
  const keys = program
    .command("keys")
    .summary("show or rotate the keys of the passports")
    .description(
      "Shows the keys that passports are signed and accepted by, or puts a new one in their place.",
    )
    .addHelpText(
      "after",
      `
  npm run hub keys -- list
  npm run hub keys -- rotate
  npm run hub keys -- rotate --at-once     after a theft`,
    );
  keys
    .command("list", { isDefault: true })
    .description("Shows the keys, each by its thumbprint.")
    .action(async () => {
      const ring = (await givenRing(process.env)) ?? (await keptRing(await prepareHome(settings().home)));
      for (const [kid, { until }] of ring.accepted) {
        const role = kid === ring.signing?.kid ? "signs" : "accepted";
        const end = Number.isFinite(until) ? ` until ${new Date(until).toISOString()}` : "";
        process.stdout.write(`${kid}  ${role}${end}\n`);
      }
    });
  keys
    .command("rotate")
    .description(
      "Makes a new key, which signs from now on; running processes take it up by themselves. The old one is accepted for the overlap, so that nobody is refused meanwhile.",
    )
    .option("--overlap <minutes>", "how long the old key is still accepted", minutes, 5)
    .option("--at-once", "accept no earlier key after ten seconds: for one that was stolen")
    .action(async ({ overlap, atOnce }: { overlap: number; atOnce?: boolean }) => {
      if (await givenRing(process.env)) {
        throw new Halt(
          "BAD_SETTING",
          "The keys are given by PASSPORT_PRIVATE_KEY and PASSPORT_PUBLIC_KEY; rotate them there, first by adding the new public key to PASSPORT_PUBLIC_KEY everywhere.",
        );
      }
      const home = await prepareHome(settings().home);
      const { before, now, until } = await rotateKept(
        home,
        atOnce ? AT_ONCE_MS : overlap * 60_000,
        atOnce,
      ).catch((error) => {
        if (systemCode(error) !== "EEXIST") throw error;
        throw new Halt("SERVER_FAILED", "Another rotation is under way; look again in a minute.");
      });
      terminal.info(`${now} signs from now on`);
      terminal.info(
        `${before} is accepted until ${new Date(until).toISOString()}${atOnce ? ", and none before it" : ""}`,
      );
    });
}
