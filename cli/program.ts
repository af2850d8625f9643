import { Command } from "commander";
import { doctorCommand } from "./commands/doctor.ts";
import { tell } from "./exit.ts";

/** Each adds one sub-command. */
const commands: ((program: Command) => void)[] = [doctorCommand];

/** Runs the command line given by `argv`; a problem is told in one sentence and becomes the exit code. */
export async function run(argv: string[]): Promise<void> {
  const program = new Command("hub")
    .description("The hub: what European cities know about urban safety, as one graph.")
    .showHelpAfterError("(hub --help lists what there is)");
  for (const add of commands) add(program);
  try {
    await program.parseAsync(argv);
  } catch (error) {
    process.exit(tell(error));
  }
}
