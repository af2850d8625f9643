import { Command } from "commander";
import { digestCommand } from "./commands/digest.ts";
import { doctorCommand } from "./commands/doctor.ts";
import { gatewayCommand } from "./commands/gateway.ts";
import { generateCommand } from "./commands/generate.ts";
import { keysCommand } from "./commands/keys.ts";
import { loginCommand } from "./commands/login.ts";
import { migrateCommand } from "./commands/migrate.ts";
import { outboxCommand } from "./commands/outbox.ts";
import { reindexCommand } from "./commands/reindex.ts";
import { roomsCommand } from "./commands/rooms.ts";
import { startCommand } from "./commands/start.ts";
import { tokenCommand } from "./commands/token.ts";
import { tell } from "./exit.ts";

/** Each adds one sub-command, and loads what that takes only when it is run: the whole hub takes a while to load. */
const commands: ((program: Command) => void)[] = [
  startCommand,
  roomsCommand,
  gatewayCommand,
  migrateCommand,
  reindexCommand,
  outboxCommand,
  digestCommand,
  generateCommand,
  loginCommand,
  tokenCommand,
  keysCommand,
  doctorCommand,
];

/** Runs the command line given by `argv`; a problem is told in one sentence and becomes the exit code. */
export async function run(argv: string[]): Promise<void> {
  const program = new Command("hub")
    .description("The hub: what European cities know about urban safety, as one graph.")
    .usage("<command> [options]")
    .configureHelp({ helpWidth: 110 })
    .showHelpAfterError("(hub --help lists what there is)")
    .addHelpText(
      "after",
      `
Settings come from the environment and from the file .env; .env.example lists them.
By npm: npm run hub <command>, and options after two dashes: npm run hub token -- --as curator`,
    );
  for (const add of commands) add(program);
  try {
    await program.parseAsync(argv);
  } catch (error) {
    process.exit(tell(error));
  }
}
