import { type Config, config } from "../foundation/config.ts";
import { Halt } from "./exit.ts";

/** The settings from the environment; halts with one sentence that names everything that is wrong. */
export function settings(): Config {
  try {
    return config();
  } catch (error) {
    throw new Halt("BAD_SETTING", error instanceof Error ? error.message : String(error), { cause: error });
  }
}
