import { startTestServers } from "./servers.ts";

/** Once per test run, before all suites: real servers, whose places the suites find in the environment. */
export default async function globalSetup(): Promise<void> {
  const { environment, close } = await startTestServers();
  Object.assign(process.env, environment);
  process.env.LOG_LEVEL ??= "silent";

  const stop = async (signal: NodeJS.Signals) => {
    await close();
    process.exit(signal === "SIGINT" ? 130 : 143);
  };
  process.once("SIGINT", stop).once("SIGTERM", stop);
  Object.assign(globalThis, { stopTestServers: close });
}
