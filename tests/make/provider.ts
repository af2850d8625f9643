import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { importJWK, type JWTHeaderParameters, type JWTPayload, SignJWT } from "jose";
import { signIn } from "../../cli/commands/login.ts";
import type { ProviderSettings } from "../../gateway/provider.ts";
import type { Account } from "../../provider/account.ts";
import { freshKeys, type ProviderKeys } from "../../provider/keys.ts";
import { CLI_CLIENT, embeddedProvider } from "../../provider/provider.ts";

let count = 0;

/** Somebody who can sign in, with a name and an address of their own. */
export function makeAccount(wish: Partial<Account> = {}): Account {
  count += 1;
  const about = { about: "Somewhere", role: "newcomer" };
  return {
    subject: `subject-${count}`,
    name: `Newcomer ${count}`,
    email: `newcomer${count}@provider.test`,
    ...about,
    ...wish,
  };
}

export type TestProvider = Awaited<ReturnType<typeof openProvider>>;

/** The hub's embedded OpenID provider, behind a server of its own that can be stopped, be slow, and get new keys. */
export async function openProvider(accounts: Account[] = [], keys?: ProviderKeys) {
  let current = keys ?? (await freshKeys());
  let answer: (request: IncomingMessage, response: ServerResponse) => boolean = () => false;
  let hangs = false;
  const asked: string[] = [];
  const serve = () =>
    createServer((request, response) => {
      asked.push(request.url ?? "");
      if (hangs) return;
      if (!answer(request, response)) response.writeHead(404).end();
    });
  let server = serve();
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const settings: ProviderSettings = {
    issuer: `http://127.0.0.1:${port}/oidc`,
    audience: "https://hub.test/graphql",
    clientId: CLI_CLIENT,
  };
  const use = (fresh: ProviderKeys) => {
    current = fresh;
    answer = embeddedProvider({ ...settings, accounts, keys: fresh, production: false });
  };
  use(current);
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });

  return {
    settings,
    accounts,
    /** the paths that were asked for */
    asked,
    /** Puts other keys in the place of those it had. */
    use,
    /** Signs in as somebody in a browser, as `hub login` does; the access token. */
    async signInAs({ subject }: Pick<Account, "subject">): Promise<string> {
      let browsed: Promise<unknown> = Promise.resolve();
      const { token } = await signIn(settings, (address) => {
        browsed = browse(address, subject);
      });
      await browsed;
      return token;
    },
    /** A token with these claims, signed by one of its keys: as good as its own where nothing is wrong with it. */
    async sign(claims: JWTPayload, header: Partial<JWTHeaderParameters> = {}, which = 0): Promise<string> {
      const jwk = current.jwks.keys[which]!;
      const all = { alg: jwk.alg!, kid: jwk.kid!, typ: "at+jwt", ...header };
      return new SignJWT(claims).setProtectedHeader(all).sign(await importJWK(jwk, jwk.alg));
    },
    /** What a good access token of that person says. */
    claimsOf({ subject, name, email }: Account): JWTPayload {
      const now = Math.floor(Date.now() / 1000);
      const { issuer, audience } = settings;
      return {
        iss: issuer,
        aud: audience,
        sub: subject,
        iat: now,
        exp: now + 300,
        name,
        email,
        email_verified: true,
      };
    },
    hang(does: boolean) {
      hangs = does;
      if (!does) server.closeAllConnections();
    },
    stop,
    async start() {
      server = serve();
      await listen(port);
    },
    close: stop,
  };
}

/** Follows an address as a browser does, with its cookies, and chooses somebody on the sign-in page. */
export async function browse(address: string, subject: string | undefined): Promise<string> {
  const cookies = new Map<string, string>();
  const go = async (url: string, init: RequestInit = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(url, {
      redirect: "manual",
      ...init,
      headers: { accept: "text/html", cookie },
    });
    for (const set of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!;
      cookies.set(name!, value!);
    }
    return answer;
  };
  let url = address;
  for (let steps = 0; steps < 10; steps++) {
    let answer = await go(url);
    if (answer.status === 200 && url.includes("/sign-in/")) {
      const body = new URLSearchParams(subject ? { account: subject } : { cancel: "yes" });
      answer = await go(url, { method: "POST", body });
    }
    const next = answer.headers.get("location");
    if (!next) return answer.text();
    url = new URL(next, url).href;
  }
  throw new Error("The browser was sent round in circles.");
}
