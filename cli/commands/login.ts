import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Command } from "commander";
import * as client from "openid-client";
import { onThisMachine } from "../../foundation/this-machine.ts";
import { Halt } from "../exit.ts";
import { settings } from "../settings.ts";
import { terminal } from "../start.ts";
import { forgetToken, keepToken, keptToken } from "../token-file.ts";

/** How long one may take to sign in. */
const PATIENCE_MS = 300_000;

/** `hub login` and `hub logout`: as whom this user asks the hub from the command line. */
export function loginCommand(program: Command): void {
  program
    .command("login")
    .summary("sign in to the hub in a browser, for the command line")
    .description(
      "Signs in where the hub's people do (OIDC_ISSUER, or the embedded sign-in of a hub that runs here) and keeps the token in a file that this user alone may read.",
    )
    .option("--hub <address>", "the hub to ask who one is (default: the one that runs here)")
    .option("--token", "print the token that was kept, instead of signing in: for scripts")
    .addHelpText(
      "after",
      `
  npm run hub login
  curl -s http://localhost:4000/graphql -H "authorization: Bearer $(npm run -s hub login -- --token)" …`,
    )
    .action(async ({ hub, token }: { hub?: string; token?: boolean }) => {
      if (token) return void process.stdout.write(`${await keptToken()}\n`);
      const { signIn: provider, port } = settings();
      if (!provider)
        throw new Halt("BAD_SETTING", "There is nowhere to sign in: set OIDC_ISSUER and OIDC_AUDIENCE.");
      const { token: got, expiresAt } = await signIn(provider, (address) =>
        terminal.info(`Open this address in a browser to sign in:\n\n  ${address}\n`),
      );
      const file = await keepToken({ token: got, expiresAt, issuer: provider.issuer });
      terminal.info(`The token is kept in ${file}, good until ${new Date(expiresAt).toISOString()}`);
      terminal.info(await whoAmI(hub ?? `http://localhost:${port}/graphql`, got));
      process.exit(0);
    });
  program
    .command("logout")
    .summary("forget the token that hub login has kept")
    .description("Removes the token that hub login has kept from this machine.")
    .action(async () => terminal.info((await forgetToken()) ? "The token is removed" : "No token was kept"));
}

interface Provider {
  issuer: string;
  audience: string;
  clientId: string;
}

/**
 * Authorization code with PKCE, the answer taken on a port of this machine (RFC 8252). `show` is given the address to
 * open. Throws a Halt where the provider does not answer, says no, or nobody signs in.
 */
export async function signIn(
  { issuer, audience, clientId }: Provider,
  show: (address: string) => void,
): Promise<{ token: string; expiresAt: number }> {
  const url = new URL(issuer);
  const config = await client
    .discovery(url, clientId, undefined, client.None(), {
      timeout: 10,
      execute: onThisMachine(url) ? [client.allowInsecureRequests] : [],
    })
    .catch((cause) => {
      throw new Halt("SERVER_FAILED", `Nobody answers where one signs in, ${issuer}: is the hub running?`, {
        cause,
      });
    });
  const verifier = client.randomPKCECodeVerifier();
  const state = client.randomState();
  const answer = await listening();
  try {
    const address = client.buildAuthorizationUrl(config, {
      redirect_uri: answer.address,
      scope: "openid profile email",
      resource: audience,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
      state,
    });
    show(address.href);
    const tokens = await client
      .authorizationCodeGrant(
        config,
        await answer.came,
        { pkceCodeVerifier: verifier, expectedState: state, idTokenExpected: true },
        { resource: audience },
      )
      .catch((cause) => {
        if (cause instanceof Halt) throw cause;
        const said = cause.error_description ?? cause.error ?? cause.message;
        throw new Halt("SERVER_FAILED", `Signing in did not work: ${said}`, { cause });
      });
    return { token: tokens.access_token, expiresAt: Date.now() + (tokens.expires_in ?? 3600) * 1000 };
  } finally {
    answer.close();
  }
}

/** Takes one answer of the provider on a free port of 127.0.0.1. */
async function listening() {
  let came: (address: URL) => void;
  let late: (halt: Halt) => void;
  const answer = new Promise<URL>((resolve, reject) => {
    came = resolve;
    late = reject;
  });
  answer.catch(() => {});
  const server = createServer((request, response) => {
    const address = new URL(request.url ?? "/", `http://127.0.0.1:${port}`);
    const theirs = address.pathname === "/signed-in" && request.method === "GET";
    const words = theirs
      ? "You can close this window and go back to the terminal."
      : "There is nothing here.";
    response.writeHead(theirs ? 200 : 404, {
      "content-type": "text/plain; charset=utf-8",
      connection: "close",
      "referrer-policy": "no-referrer",
    });
    response.end(`${words}\n`);
    if (theirs) came(address);
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const timer = setTimeout(
    () => late(new Halt("SERVER_FAILED", "Nobody signed in within five minutes; run hub login once more.")),
    PATIENCE_MS,
  );
  return {
    address: `http://127.0.0.1:${port}/signed-in`,
    came: answer,
    close() {
      clearTimeout(timer);
      server.close();
      server.closeAllConnections();
    },
  };
}

const WHO = "{ viewer { state member { name } organisation { name } roles } }";

interface Viewer {
  state: string | null;
  member: { name: string } | null;
  organisation: { name: string } | null;
  roles: string[];
}

/** Who one is to that hub, in one sentence. */
async function whoAmI(hub: string, token: string): Promise<string> {
  const answer = await fetch(hub, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: WHO }),
    signal: AbortSignal.timeout(10_000),
  }).catch((cause) => {
    throw new Halt("SERVER_FAILED", `You are signed in, but no hub answers at ${hub}; name it by --hub.`, {
      cause,
    });
  });
  const { data, errors } = (await answer.json()) as {
    data?: { viewer: Viewer };
    errors?: { message: string }[];
  };
  if (!data?.viewer)
    throw new Halt(
      "SERVER_FAILED",
      `You are signed in, but the hub says: ${errors?.[0]?.message ?? answer.status}`,
    );
  const { state, member, organisation, roles } = data.viewer;
  if (member) {
    const where = organisation ? ` of ${organisation.name}` : "";
    return `You are ${member.name}${where} (${roles.join(", ").toLowerCase()})`;
  }
  return state === "PENDING"
    ? "You are signed in and wait to be confirmed; until then you see what everybody sees"
    : "You are signed in, but take no part in the hub: you see what everybody sees";
}
