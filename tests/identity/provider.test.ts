import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWTHeaderParameters,
  type JWTPayload,
  SignJWT,
} from "jose";
import { request } from "undici";
import type { Account } from "../../provider/account.ts";
import { freshKeys, type ProviderKeys } from "../../provider/keys.ts";
import { embeddedProvider } from "../../provider/provider.ts";
import { openTestHub, type TestHub } from "../hub.ts";
import { browse, makeAccount, openProvider, type TestProvider } from "../make/provider.ts";
import { until } from "../make/until.ts";

const ALGORITHMS = ["ES256", "RS256", "PS256", "EdDSA"];

/** Keys of every sort that a provider may have. */
async function manyKeys(): Promise<ProviderKeys> {
  const keys = [];
  for (const alg of ALGORITHMS) {
    const { privateKey } = await generateKeyPair(alg, { extractable: true });
    const jwk = await exportJWK(privateKey);
    keys.push({ ...jwk, alg, use: "sig", kid: await calculateJwkThumbprint(jwk) });
  }
  return { ...(await freshKeys()), jwks: { keys } };
}

let keys: ProviderKeys;
let provider: TestProvider;
let hub: TestHub;
let person: Account;
let lure: Server;
let lured: string;
let baited = 0;
beforeAll(async () => {
  keys = await manyKeys();
  person = makeAccount();
  provider = await openProvider([person], keys);
  hub = await openTestHub({ signIn: provider.settings });
  lure = createServer((_, response) => {
    baited += 1;
    response.end(JSON.stringify({ keys: [] }));
  });
  await new Promise<void>((resolve) => lure.listen(0, "127.0.0.1", resolve));
  lured = `http://127.0.0.1:${(lure.address() as AddressInfo).port}/jwks`;
});
afterAll(async () => {
  lure.close();
  await hub.close();
  await provider.close();
});

/** The HTTP status, and as whom the hub knows the bearer, or by which code it refuses. */
async function answered(
  token: string | undefined,
  { address }: Pick<TestHub, "address"> = hub,
): Promise<string> {
  const { statusCode, body } = await request(address, {
    method: "POST",
    headers: { "content-type": "application/json", ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query: "{ viewer { kind state } practices(first: 1) { totalCount } }" }),
  });
  const { data, errors } = (await body.json()) as {
    data?: { viewer: { kind: string; state: string | null } };
    errors?: { extensions: { code: string } }[];
  };
  return `${statusCode} ${errors?.[0]?.extensions.code ?? data?.viewer.state ?? data?.viewer.kind}`;
}

const good = () => provider.claimsOf(person);
const seconds = () => Math.floor(Date.now() / 1000);

test("the provider's own access token is taken, signed by any asymmetric algorithm", async () => {
  expect(await answered(await provider.signInAs(person))).toBe("200 PENDING");
  for (const which of ALGORITHMS.keys())
    expect(await answered(await provider.sign(good(), {}, which))).toBe("200 PENDING");
  const lists = { aud: ["https://elsewhere.test", provider.settings.audience] };
  expect(await answered(await provider.sign({ ...good(), ...lists }))).toBe("200 PENDING");
});

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const forged = async (claims: JWTPayload, header: object, key: Parameters<SignJWT["sign"]>[0]) =>
  new SignJWT(claims).setProtectedHeader(header as JWTHeaderParameters).sign(key);
const attacker = () => generateKeyPair("ES256", { extractable: true });
const publicOf = ({ kty, crv, x, y }: ProviderKeys["jwks"]["keys"][number]) => ({ kty, crv, x, y });

const forgeries: Record<string, () => Promise<string>> = {
  "for another audience": () => provider.sign({ ...good(), aud: "https://elsewhere.test" }),
  "for the client (an ID token's audience)": () =>
    provider.sign({ ...good(), aud: provider.settings.clientId }),
  "without an audience": () => provider.sign({ ...good(), aud: undefined }),
  "of another issuer": () => provider.sign({ ...good(), iss: "https://elsewhere.test" }),
  "of an issuer that begins alike": () =>
    provider.sign({ ...good(), iss: `${provider.settings.issuer}.test` }),
  "that says it is the hub's own": () => provider.sign({ ...good(), iss: "hub", aud: "hub-gateway" }),
  "that names nobody": () => provider.sign({ ...good(), sub: undefined }),
  "that never expires": () => provider.sign({ ...good(), exp: undefined }),
  "that has expired": () => provider.sign({ ...good(), exp: seconds() - 10 }),
  "that is not good yet (nbf)": () => provider.sign({ ...good(), nbf: seconds() + 60 }),
  "that was issued in the future": () => provider.sign({ ...good(), iat: seconds() + 60 }),
  "that is an ID token": () => provider.sign({ ...good(), nonce: "once", at_hash: "hash" }, { typ: "JWT" }),
  "of another type": () => provider.sign(good(), { typ: "logout+jwt" }),
  "with altered claims": async () => {
    const [head, , signature] = (await provider.sign(good())).split(".");
    return `${head}.${part({ ...good(), sub: "somebody-else" })}.${signature}`;
  },
  "that is not signed": async () => `${part({ alg: "none", typ: "at+jwt" })}.${part(good())}.`,
  "signed by HS256 with a public key": async () =>
    forged(
      good(),
      { alg: "HS256", kid: keys.jwks.keys[0]!.kid },
      Buffer.from(JSON.stringify(publicOf(keys.jwks.keys[0]!))),
    ),
  "signed by HS256 with a public key's own bytes": async () =>
    forged(
      good(),
      { alg: "HS256", kid: keys.jwks.keys[3]!.kid },
      Buffer.from(keys.jwks.keys[3]!.x!, "base64url"),
    ),
  "signed by another key under the name of the provider's": async () =>
    forged(good(), { alg: "ES256", kid: keys.jwks.keys[0]!.kid }, (await attacker()).privateKey),
  "signed by a key nobody knows": async () =>
    forged(good(), { alg: "ES256", kid: "nobody's" }, (await attacker()).privateKey),
  "that brings its key along (jwk)": async () => {
    const { publicKey, privateKey } = await attacker();
    return forged(
      good(),
      { alg: "ES256", kid: keys.jwks.keys[0]!.kid, jwk: await exportJWK(publicKey) },
      privateKey,
    );
  },
  "that says where its key is (jku)": async () =>
    forged(good(), { alg: "ES256", jku: lured, kid: "lured" }, (await attacker()).privateKey),
  "that says where its certificate is (x5u)": async () =>
    forged(good(), { alg: "ES256", x5u: lured, kid: keys.jwks.keys[0]!.kid }, (await attacker()).privateKey),
  "signed by the right key with the wrong algorithm": async () =>
    forged(
      good(),
      { alg: "RS512", kid: keys.jwks.keys[1]!.kid },
      await importJWK({ ...keys.jwks.keys[1]!, alg: "RS512" }, "RS512"),
    ),
  "that is encrypted": async () =>
    `${part({ alg: "dir", enc: "A128GCM" })}..${part({})}.${part({})}.${part({})}`,
};

test.each(Object.keys(forgeries))("a token %s is refused", async (name) => {
  expect(await answered(await forgeries[name]!())).toBe("401 UNAUTHENTICATED");
});

test("where a token says its keys are, nobody has ever asked; a header that is ignored spoils nothing", async () => {
  expect(await answered(await provider.sign(good(), { jku: lured }))).toBe("200 PENDING");
  expect(baited).toBe(0);
});

test("a provider's new key is learnt from the first token that names it, and the one it has withdrawn ends", async () => {
  const old = await freshKeys();
  const second = await openProvider([person], old);
  const other = await openTestHub({ signIn: second.settings });
  const [jwk] = old.jwks.keys;
  const byTheOld = async (sub: string) =>
    forged(
      { ...second.claimsOf(person), sub },
      { alg: "ES256", kid: jwk!.kid },
      await importJWK(jwk!, "ES256"),
    );
  try {
    expect(await answered(await second.signInAs(person), other)).toBe("200 PENDING");
    expect(await answered(await byTheOld("early"), other)).toBe("200 PENDING");
    second.use(await freshKeys());
    const after = await second.signInAs(person);
    await until(async () => (await answered(after, other)) === "200 PENDING");
    expect(await answered(await byTheOld("late"), other)).toBe("401 UNAUTHENTICATED");
  } finally {
    await other.close();
    await second.close();
  }
});

describe("with the provider out of order", () => {
  let ill: TestProvider;
  let other: TestHub;
  beforeAll(async () => {
    ill = await openProvider([person]);
    other = await openTestHub({ signIn: ill.settings });
  });
  afterAll(async () => {
    await other.close();
    await ill.close();
  });
  const everybodyElse = async () => {
    expect(await answered(undefined, other)).toBe("200 STRANGER");
    expect(await answered(other.people.member.token, other)).toBe("200 ACTIVE");
  };

  test("down from the start, it takes nobody along; who brings its token is told by a code, and let in once it is back", async () => {
    const token = await ill.signInAs(person);
    await ill.stop();
    expect(await answered(token, other)).toBe("503 SIGN_IN_UNAVAILABLE");
    await everybodyElse();
    await ill.start();
    await until(async () => (await answered(token, other)) === "200 PENDING");
  });

  test("down later, those who signed in stay in, and others are told that it cannot be checked", async () => {
    const token = await ill.sign({ ...ill.claimsOf(person), iat: seconds() - 1 });
    const unknown = await forged(
      ill.claimsOf(person),
      { alg: "ES256", kid: "new" },
      (await attacker()).privateKey,
    );
    await ill.stop();
    expect(await answered(token, other)).toBe("200 PENDING");
    await until(async () => (await answered(unknown, other)) === "503 SIGN_IN_UNAVAILABLE");
    await everybodyElse();
    await ill.start();
    await until(async () => (await answered(unknown, other)) === "401 UNAUTHENTICATED");
  });

  test("slow without end, it keeps nobody else waiting", async () => {
    const slow = await openProvider([person]);
    const third = await openTestHub({ signIn: slow.settings });
    try {
      const token = await slow.signInAs(person);
      slow.hang(true);
      let told: string | undefined;
      const waiting = answered(token, third).then((answer) => {
        told = answer;
      });
      await until(async () => slow.asked.at(-1)!.includes("openid-configuration"));
      expect(await answered(undefined, third)).toBe("200 STRANGER");
      expect(await answered(third.people.member.token, third)).toBe("200 ACTIVE");
      expect(told).toBeUndefined();
      await waiting;
      expect(told).toBe("503 SIGN_IN_UNAVAILABLE");
    } finally {
      slow.hang(false);
      await third.close();
      await slow.close();
    }
  });
});

describe("the embedded provider", () => {
  const authorize = (more: Record<string, string | undefined> = {}) => {
    const asked = {
      client_id: provider.settings.clientId,
      response_type: "code",
      redirect_uri: "http://127.0.0.1:9/signed-in",
      scope: "openid",
      resource: provider.settings.audience,
      code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
      code_challenge_method: "S256",
      ...more,
    };
    const given = Object.entries(asked).filter((pair): pair is [string, string] => pair[1] !== undefined);
    return `${provider.settings.issuer}/auth?${new URLSearchParams(given)}`;
  };

  test("does not run in production unless it is told to outright", async () => {
    const options = { ...provider.settings, accounts: [], keys, production: true };
    expect(() => embeddedProvider(options)).toThrow(/OIDC_EMBEDDED=yes/);
    expect(embeddedProvider({ ...options, evenInProduction: true })).toBeInstanceOf(Function);
  });

  test("shows made-up people on a page that runs no script and nothing from elsewhere", async () => {
    const html = await (await fetch(authorize(), { redirect: "manual" })).headers.getSetCookie();
    expect(html.every((cookie) => /httponly/i.test(cookie) && /samesite=lax/i.test(cookie))).toBe(true);
    const cruel = makeAccount({ name: '<script>alert("x")</script>' });
    provider.accounts.push(cruel);
    const seen = await pageOf(authorize());
    expect(seen.headers.get("content-security-policy")).toMatch(/^default-src 'none'/);
    expect(seen.headers.get("x-frame-options")).toBe("DENY");
    expect(await seen.text()).toContain("&lt;script&gt;");
  });

  test("does nothing without PKCE, for another client, another way back, or another resource", async () => {
    for (const [wrong, words] of [
      [{ code_challenge: undefined, code_challenge_method: undefined }, "invalid_request"],
      [{ code_challenge_method: "plain" }, "invalid_request"],
      [{ resource: "https://elsewhere.test" }, "invalid_target"],
    ] as const) {
      const answer = await fetch(authorize(wrong), { redirect: "manual" });
      expect(answer.headers.get("location")).toMatch(
        new RegExp(`^http://127.0.0.1:9/signed-in\\?error=${words}`),
      );
    }
    for (const wrong of [{ client_id: "other" }, { redirect_uri: "https://elsewhere.test/signed-in" }]) {
      const answer = await fetch(authorize(wrong), { redirect: "manual", headers: { accept: "text/html" } });
      expect(answer.status).toBe(400);
      expect(answer.headers.get("location")).toBeNull();
      expect(await answer.text()).toContain("Signing in did not work");
    }
  });

  test("lets nobody in whom it does not list, and says so when nobody was chosen", async () => {
    await expect(provider.signInAs({ subject: "nobody" })).rejects.toThrow("Nobody was chosen");
  });

  test("answers to no foreign name that points at this machine, and to no page that has expired", async () => {
    const { statusCode, body } = await request(authorize(), { headers: { host: "evil.example:80" } });
    await body.dump();
    expect(statusCode).toBe(421);
    expect(await browse(`${provider.settings.issuer}/sign-in/gone`, undefined)).toContain("has expired");
  });

  /** The sign-in page behind that address. */
  async function pageOf(address: string): Promise<Response> {
    const first = await fetch(address, { redirect: "manual" });
    const cookie = first.headers
      .getSetCookie()
      .map((set) => set.split(";")[0])
      .join("; ");
    return fetch(new URL(first.headers.get("location")!, address), {
      headers: { cookie, accept: "text/html" },
    });
  }
});
