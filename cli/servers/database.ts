import { connected } from "../../foundation/connected.ts";
import { Halt, systemCode } from "../exit.ts";

/** Halts with one sentence if the database given by DATABASE_URL does not let us in; never tells its password. */
export async function requireDatabase(url: string): Promise<void> {
  try {
    await connected(url, { patienceMs: 5_000 }, async () => {});
  } catch (error) {
    const why = systemCode(error) ?? (error instanceof Error ? error.message : String(error));
    const { host, pathname } = new URL(url);
    throw new Halt(
      "SERVER_FAILED",
      `The database given by DATABASE_URL cannot be used (${why} at ${host}${pathname}); start it or mend the address, or leave the setting out to use the embedded one.`,
    );
  }
}
