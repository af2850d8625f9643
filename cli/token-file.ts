import { chmod, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { Halt, systemCode } from "./exit.ts";

export interface KeptToken {
  token: string;
  /** in milliseconds */
  expiresAt: number;
  issuer: string;
}

/** In the user's configuration folder (XDG), for there may be no hub on this machine. */
const folder = () => join(process.env.XDG_CONFIG_HOME || join(homedir(), ".config"), "urban-safety-hub");
const file = () => join(folder(), "token.json");

/** Keeps the token where this user alone may read it, in place of an earlier one; tells where. */
export async function keepToken(kept: KeptToken): Promise<string> {
  await mkdir(folder(), { recursive: true, mode: 0o700 });
  const fresh = `${file()}.${process.pid}`;
  await writeFile(fresh, JSON.stringify(kept), { mode: 0o600, flag: "wx" });
  await chmod(fresh, 0o600);
  await rename(fresh, file());
  return file();
}

/** The token that was kept; halts where there is none that is still good. */
export async function keptToken(): Promise<string> {
  const text = await readFile(file(), "utf8").catch((error) => {
    if (systemCode(error) !== "ENOENT") throw error;
    throw new Halt("BAD_SETTING", "Nobody is signed in here: npm run hub login.");
  });
  const { token, expiresAt } = JSON.parse(text) as KeptToken;
  if (expiresAt <= Date.now()) throw new Halt("BAD_SETTING", "The token has expired: npm run hub login.");
  return token;
}

/** Removes the token that was kept; false where there was none. */
export async function forgetToken(): Promise<boolean> {
  return rm(file()).then(
    () => true,
    (error) => {
      if (systemCode(error) === "ENOENT") return false;
      throw error;
    },
  );
}
