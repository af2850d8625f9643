import { resolve } from "node:path";

/** Every setting of the hub, read from the environment once. */
export interface Config {
  port: number;
  /** the folder where the embedded servers keep their data, and the hub its keys */
  home: string;
  databaseUrl: string | undefined;
  meiliUrl: string | undefined;
  meiliKey: string | undefined;
  production: boolean;
}

/** Reads the settings; throws one error that names everything that is wrong. */
export function config(environment: NodeJS.ProcessEnv = process.env): Config {
  const wrong: string[] = [];
  const url = (name: string, protocols: readonly string[]) => {
    const value = environment[name] || undefined;
    if (value && !(URL.canParse(value) && protocols.includes(new URL(value).protocol))) {
      wrong.push(
        `${name} must be an address that begins with ${protocols.map((p) => `${p}//`).join(" or ")}`,
      );
    }
    return value;
  };
  const port = Number(environment.PORT || 4000);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    wrong.push("PORT must be a number from 0 to 65535");
  const settings: Config = {
    port,
    home: resolve(environment.HUB_HOME || ".hub"),
    databaseUrl: url("DATABASE_URL", ["postgres:", "postgresql:"]),
    meiliUrl: url("MEILI_URL", ["http:", "https:"]),
    meiliKey: environment.MEILI_KEY || undefined,
    production: environment.NODE_ENV === "production",
  };
  if (environment.METRICS_TOKEN && environment.METRICS_TOKEN.length < 16)
    wrong.push("METRICS_TOKEN must have 16 characters at least");
  const levels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"];
  if (environment.LOG_LEVEL && !levels.includes(environment.LOG_LEVEL))
    wrong.push(`LOG_LEVEL must be one of ${levels.join(", ")}`);
  if (wrong.length > 0) throw new Error(`Settings: ${wrong.join("; ")}.`);
  return settings;
}
