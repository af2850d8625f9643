import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from "jose";

/** What the provider signs its tokens and its cookies with. */
export interface ProviderKeys {
  jwks: { keys: JWK[] };
  cookies: string[];
}

/** The provider's keys in `<home>/keys`, made on first use and readable to this user alone. */
export async function providerKeys(home: string): Promise<ProviderKeys> {
  const file = join(home, "keys", "provider.json");
  const kept = await readFile(file, "utf8").catch(() => undefined);
  if (kept) return JSON.parse(kept) as ProviderKeys;
  await mkdir(join(home, "keys"), { recursive: true, mode: 0o700 });
  const keys = await freshKeys();
  try {
    await writeFile(file, JSON.stringify(keys), { mode: 0o600, flag: "wx" });
    return keys;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return JSON.parse(await readFile(file, "utf8")) as ProviderKeys;
  }
}

/** New keys that are nowhere kept. */
export async function freshKeys(): Promise<ProviderKeys> {
  const { privateKey } = await generateKeyPair("ES256", { extractable: true });
  const jwk = await exportJWK(privateKey);
  const kid = await calculateJwkThumbprint(jwk);
  return {
    jwks: { keys: [{ ...jwk, kid, alg: "ES256", use: "sig" }] },
    cookies: [randomBytes(32).toString("base64url")],
  };
}
