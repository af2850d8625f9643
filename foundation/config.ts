import { resolve } from "node:path";
import type { Newcomers } from "./context.ts";
import { onThisMachine } from "./this-machine.ts";

/** Every setting of the hub, read from the environment once. */
export interface Config {
  port: number;
  /** the folder where the embedded servers keep their data, and the hub its keys */
  home: string;
  databaseUrl: string | undefined;
  meiliUrl: string | undefined;
  meiliKey: string | undefined;
  production: boolean;
  /** where people sign in: a provider of one's own, the embedded one, or nowhere */
  signIn: { issuer: string; audience: string; clientId: string; embedded: boolean } | undefined;
  /** proxies of ours before the gateway */
  proxies: number;
  /** the hub's address as the world knows it, with which IRIs and links in mails begin */
  publicUrl: string;
  /** how much people may write in their first days; undefined where that is as much as anybody */
  newcomers: Newcomers | undefined;
  /** where mails go out, and from whom; undefined where they are written into files */
  mail: { smtpUrl: string; from: string } | undefined;
  /** of other sites whose pages may read answers without a partner's key */
  corsOrigins: readonly string[];
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
  const proxies = Number(environment.TRUSTED_PROXIES || 0);
  if (!Number.isInteger(proxies) || proxies < 0 || proxies > 10)
    wrong.push("TRUSTED_PROXIES must be the number of proxies before the gateway, from 0 to 10");
  const production = environment.NODE_ENV === "production";
  const settings: Config = {
    port,
    home: resolve(environment.HUB_HOME || ".hub"),
    databaseUrl: url("DATABASE_URL", ["postgres:", "postgresql:"]),
    meiliUrl: url("MEILI_URL", ["http:", "https:"]),
    meiliKey: environment.MEILI_KEY || undefined,
    production,
    signIn: signIn(environment, { port, production, wrong }),
    proxies,
    publicUrl: url("PUBLIC_URL", ["https:", "http:"]) ?? `http://localhost:${port}`,
    newcomers: newcomers(environment, wrong),
    mail: mail(url("SMTP_URL", ["smtp:", "smtps:"]), environment.MAIL_FROM, wrong),
    corsOrigins: origins(environment.CORS_ORIGINS, wrong),
  };
  if (/[?#]/.test(settings.publicUrl)) wrong.push("PUBLIC_URL must have neither ? nor # in it");
  if (environment.METRICS_TOKEN && environment.METRICS_TOKEN.length < 16)
    wrong.push("METRICS_TOKEN must have 16 characters at least");
  const levels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"];
  if (environment.LOG_LEVEL && !levels.includes(environment.LOG_LEVEL))
    wrong.push(`LOG_LEVEL must be one of ${levels.join(", ")}`);
  if (wrong.length > 0) throw new Error(`Settings: ${wrong.join("; ")}.`);
  return settings;
}

function newcomers(
  { NEWCOMER_DAYS, NEWCOMER_NOTES_PER_HOUR }: NodeJS.ProcessEnv,
  wrong: string[],
): Newcomers | undefined {
  const days = Number(NEWCOMER_DAYS || 7);
  const notesPerHour = Number(NEWCOMER_NOTES_PER_HOUR || 20);
  if (!Number.isInteger(days) || days < 0 || days > 365)
    wrong.push("NEWCOMER_DAYS must be a number of days from 0 to 365");
  if (!Number.isInteger(notesPerHour) || notesPerHour < 1 || notesPerHour > 10_000)
    wrong.push("NEWCOMER_NOTES_PER_HOUR must be a number from 1 to 10000");
  return days > 0 ? { days, notesPerHour } : undefined;
}

/** Origins one after the other, each to the letter as browsers send it. */
function origins(text = "", wrong: string[]): string[] {
  const all = text.split(/[\s,]+/).filter(Boolean);
  if (!all.every((one) => URL.canParse(one) && new URL(one).origin === one && /^https?:/.test(one)))
    wrong.push("CORS_ORIGINS must be origins separated by commas, each like https://portal.example");
  return all;
}

/** Nothing is sent from nobody. */
function mail(smtpUrl: string | undefined, from: string | undefined, wrong: string[]): Config["mail"] {
  if (!smtpUrl) return undefined;
  if (!from || !/^[^@<>\s]+@[^@<>\s]+$|<[^@<>\s]+@[^@<>\s]+>$/.test(from))
    wrong.push(
      "MAIL_FROM must say from whom mails come, as The hub <hub@city.example>, where SMTP_URL is set",
    );
  return { smtpUrl, from: from ?? "" };
}

/** An own provider where OIDC_ISSUER names one; else the embedded one, in production only where OIDC_EMBEDDED says so. */
function signIn(
  { OIDC_ISSUER, OIDC_AUDIENCE, OIDC_CLIENT_ID, OIDC_EMBEDDED }: NodeJS.ProcessEnv,
  { port, production, wrong }: { port: number; production: boolean; wrong: string[] },
): Config["signIn"] {
  if (OIDC_EMBEDDED && !/^(yes|no)$/.test(OIDC_EMBEDDED)) wrong.push("OIDC_EMBEDDED must be yes or no");
  // An issuer has an address that stays; a hub on whichever port is free has none.
  if (!OIDC_ISSUER && port === 0) return undefined;
  const embedded = OIDC_EMBEDDED === "yes" || (OIDC_EMBEDDED !== "no" && !OIDC_ISSUER && !production);
  if (!embedded && !OIDC_ISSUER) return undefined;
  const issuer = OIDC_ISSUER || `http://localhost:${port}/oidc`;
  const url = URL.canParse(issuer) ? new URL(issuer) : undefined;
  const here = url?.protocol === "http:" && onThisMachine(url);
  if (!url || !(url.protocol === "https:" || here) || url.search || url.hash)
    wrong.push("OIDC_ISSUER must be an address that begins with https://, or with http:// on this machine");
  else if (embedded && url.pathname === "/")
    wrong.push("OIDC_ISSUER must have a path where it is embedded, as /oidc");
  if (!embedded && !OIDC_AUDIENCE)
    wrong.push("OIDC_AUDIENCE must say whom the provider's access tokens for the hub name as audience");
  const audience = OIDC_AUDIENCE || `http://localhost:${port}/graphql`;
  return { issuer, audience, clientId: OIDC_CLIENT_ID || "hub-cli", embedded };
}
