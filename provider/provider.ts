import type { IncomingMessage, ServerResponse } from "node:http";
import { type Configuration, errors, type KoaContextWithOIDC, Provider } from "oidc-provider";
import { createMemoryAdapter } from "oidc-provider/lib/adapters/memory_adapter.js";
import type { Account } from "./account.ts";
import type { ProviderKeys } from "./keys.ts";
import { pageHeaders, signInPage, troublePage } from "./page.ts";

/** The client of `hub login`. */
export const CLI_CLIENT = "hub-cli";

export interface EmbeddedOptions {
  /** its address, at whose path it is mounted, as http://localhost:4000/oidc */
  issuer: string;
  /** for whom its access tokens are: the hub */
  audience: string;
  accounts: readonly Account[];
  keys: ProviderKeys;
  /** how long an access token is good for, in seconds */
  accessTokenLife?: number;
  production: boolean;
  /** it was said outright that it may run in production */
  evenInProduction?: boolean;
}

/** Answers what is below the provider's path; true when it did. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * An OpenID provider where one signs in as one of a few made-up people without a password: for development. Throws in
 * production unless told otherwise. Sessions last as long as the process; its keys, and so its tokens, outlive it.
 */
export function embeddedProvider(options: EmbeddedOptions): Answer {
  if (options.production && !options.evenInProduction)
    throw new Error(
      "The embedded sign-in asks for no password and does not run in production: set OIDC_ISSUER to a provider of yours, or OIDC_EMBEDDED=yes to run it all the same.",
    );
  const { issuer, accounts } = options;
  const base = new URL(issuer).pathname.replace(/\/$/, "");
  const hosts = new Set([new URL(issuer).hostname, "localhost", "127.0.0.1", "[::1]"]);
  const provider = new Provider(issuer, configurationOf(options, base));
  const answer = provider.callback();
  const signIn = signingIn(provider, accounts);

  return (request, response) => {
    const [path = ""] = (request.url ?? "").split("?");
    if (path !== base && !path.startsWith(`${base}/`)) return false;
    // A foreign name that was made to point at this machine gets nothing.
    if (
      !URL.canParse(`http://${request.headers.host}`) ||
      !hosts.has(new URL(`http://${request.headers.host}`).hostname)
    ) {
      send(response, 421, troublePage("The hub does not sign in under this name."));
    } else if (path.startsWith(`${base}/sign-in/`)) {
      signIn(request, response).catch((error: unknown) => {
        const expired = error instanceof errors.SessionNotFound;
        const sentence = expired
          ? "This page has expired, or was opened in another browser: begin to sign in once more."
          : "Something went wrong: begin to sign in once more.";
        send(response, expired ? 400 : 500, troublePage(sentence));
      });
    } else {
      Object.assign(request, { originalUrl: request.url });
      request.url = request.url!.slice(base.length) || "/";
      void answer(request, response);
    }
    return true;
  };
}

function configurationOf(
  { audience, accounts, keys, accessTokenLife = 3600 }: EmbeddedOptions,
  base: string,
): Configuration {
  const claimsOf = (subject: string | undefined) => {
    const account = accounts.find((one) => one.subject === subject);
    return account && { name: account.name, email: account.email, email_verified: true };
  };
  return {
    adapter: createMemoryAdapter(0),
    clients: [
      {
        client_id: CLI_CLIENT,
        client_name: "the command hub",
        application_type: "native",
        token_endpoint_auth_method: "none",
        grant_types: ["authorization_code"],
        response_types: ["code"],
        redirect_uris: ["http://127.0.0.1/signed-in", "http://[::1]/signed-in"],
        id_token_signed_response_alg: "ES256",
      },
    ],
    jwks: keys.jwks as never,
    cookies: { keys: keys.cookies },
    responseTypes: ["code"],
    pkce: { required: () => true },
    scopes: ["openid", "profile", "email"],
    claims: { openid: ["sub"], profile: ["name"], email: ["email", "email_verified"] },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        useGrantedResource: () => true,
        getResourceServerInfo(_ctx, resource) {
          if (resource !== audience) throw new errors.InvalidTarget();
          return { scope: "", audience, accessTokenFormat: "jwt", jwt: { sign: { alg: "ES256" } } };
        },
      },
    },
    ttl: {
      AccessToken: accessTokenLife,
      AuthorizationCode: 60,
      IdToken: 3600,
      Interaction: 600,
      Session: 8 * 3600,
      Grant: 8 * 3600,
    },
    findAccount(_ctx, subject) {
      const claims = claimsOf(subject);
      return claims && { accountId: subject, claims: () => ({ sub: subject, ...claims }) };
    },
    // The hub learns from the token itself whom it names.
    extraTokenClaims: (_ctx, token) => claimsOf("accountId" in token ? token.accountId : undefined),
    clientBasedCORS: () => false,
    interactions: { url: (_ctx, { uid }) => `${base}/sign-in/${uid}` },
    loadExistingGrant: grantOf,
    renderError(ctx, { error_description, error }) {
      ctx.set(pageHeaders);
      ctx.body = troublePage(String(error_description ?? error));
    },
  };
}

/** The hub's own client is granted what it asks for; nobody has to agree to it. */
async function grantOf(ctx: KoaContextWithOIDC) {
  const { client, session, provider } = ctx.oidc;
  const known = session?.grantIdFor(client!.clientId);
  const before = known && (await provider.Grant.find(known));
  if (before) return before;
  const grant = new provider.Grant({ clientId: client!.clientId, accountId: session!.accountId! });
  grant.addOIDCScope("openid profile email");
  await grant.save();
  return grant;
}

/** The page at `/sign-in/<id>`, and what is chosen on it. */
function signingIn(provider: Provider, accounts: readonly Account[]) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { params } = await provider.interactionDetails(request, response);
    const client = await provider.Client.find(String(params.client_id));
    if (request.method !== "POST")
      return send(response, 200, signInPage(accounts, client?.clientName ?? "another program"));
    const chosen = new URLSearchParams(await bodyOf(request));
    const account = accounts.find(({ subject }) => subject === chosen.get("account"));
    // Whoever chooses has read for which program: a native one is never let in without that.
    const result = account
      ? { login: { accountId: account.subject }, consent: {} }
      : { error: "access_denied", error_description: "Nobody was chosen." };
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  };
}

const MOST_BYTES = 10_000;

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) {
    text += chunk;
    if (text.length > MOST_BYTES) throw new Error("A form is not so long.");
  }
  return text;
}

function send(response: ServerResponse, status: number, page: string): void {
  if (response.headersSent) return void response.destroy();
  response.writeHead(status, pageHeaders).end(page);
}
