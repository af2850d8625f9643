import { styleText } from "node:util";
import { WallDown } from "../foundation/roles.ts";

/** Why the command `hub` ends early, and the number the shell sees. */
const exitCodes = {
  BAD_SETTING: 2,
  ALREADY_RUNNING: 3,
  PORT_IN_USE: 4,
  HOME_BROKEN: 5,
  DISK_FULL: 6,
  MISSING_BINARY: 7,
  SERVER_FAILED: 8,
  OLD_NODE: 9,
} as const;

export type ExitReason = keyof typeof exitCodes;

/** Something the person at the terminal can mend: one sentence that says what is wrong, where, and what to do. */
export class Halt extends Error {
  readonly reason: ExitReason;

  constructor(reason: ExitReason, sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.name = "Halt";
    this.reason = reason;
  }

  get exitCode(): number {
    return exitCodes[this.reason];
  }
}

/** `text` in that style where a person looks on in colour; plain in pipes and under NO_COLOR. */
export function styled(
  style: Parameters<typeof styleText>[0],
  text: string,
  stream: NodeJS.WriteStream = process.stdout,
): string {
  return styleText(style, text, { stream });
}

/** Prints the problem (a `Halt`, or that the wall is down, as its sentence alone, anything else with its stack) and gives the exit code for it. */
export function tell(problem: unknown): number {
  if (problem instanceof Halt || problem instanceof WallDown) {
    process.stderr.write(`${styled("red", problem.message, process.stderr)}\n`);
    return problem instanceof Halt ? problem.exitCode : exitCodes.SERVER_FAILED;
  }
  const text = problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
  process.stderr.write(`${styled("red", text, process.stderr)}\n`);
  return 1;
}

/** The code of an error of the system or of PostgreSQL (`ENOENT`, `EACCES`, `28P01`, …), if it carries one. */
export function systemCode(error: unknown): string | undefined {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === "string" ? code : undefined;
}
