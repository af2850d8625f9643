import { createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { exportJWK, type JWTHeaderParameters, type JWTPayload, SignJWT } from "jose";
import { request } from "undici";
import { Keys, ringOf } from "../../foundation/keys.ts";
import { type Audience, Passports } from "../../foundation/passport.ts";
import { serveRoom } from "../../foundation/server.ts";
import { schemaOf } from "../../foundation/subgraph.ts";
import { rooms } from "../../subgraphs/registry.ts";
import { openTestHub, type TestHub } from "../hub.ts";
import { listenToLogs } from "../make/logs.ts";

const ours = generateKeyPairSync("ed25519");
const theirs = generateKeyPairSync("ed25519");
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });

let hub: TestHub;
let room: Awaited<ReturnType<typeof serveRoom>>;
let kid: string;
/** A server of the attacker's, at which nobody may ever ask for keys. */
let lure: Server;
let lured: string;
let asked = 0;
beforeAll(async () => {
  const ring = await ringOf([{ key: ours.privateKey }]);
  kid = ring.signing!.kid;
  hub = await openTestHub({ passports: async () => new Passports(Keys.fixed(ring)) });
  const members = rooms.find(({ name }) => name === "members")!;
  room = await serveRoom("members", schemaOf(members), { database: hub.walled, passports: hub.passports });
  const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(theirs.publicKey)), kid, alg: "EdDSA" }] });
  lure = createServer((_, response) => {
    asked += 1;
    response.end(jwks);
  });
  await new Promise<void>((resolve) => lure.listen(0, "127.0.0.1", resolve));
  lured = `http://127.0.0.1:${(lure.address() as AddressInfo).port}/jwks`;
});
afterAll(async () => {
  lure.close();
  await room.close();
  await hub.close();
});

/** The HTTP status and the code by which a token is answered at the front door, or straight at a room. */
async function answered(url: string, token: string): Promise<string> {
  const { statusCode, body } = await request(url, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: "{ viewer { kind } }" }),
  });
  const { data, errors } = (await body.json()) as {
    data?: { viewer: { kind: string } };
    errors?: { extensions: { code: string } }[];
  };
  return `${statusCode} ${data?.viewer?.kind ?? errors?.[0]?.extensions.code}`;
}

const seconds = () => Math.floor(Date.now() / 1000);

/** What a good token of each kind says. */
const said = (audience: Audience): JWTPayload => ({
  iss: "hub",
  aud: audience,
  iat: seconds(),
  exp: seconds() + 40,
  ...(audience === "hub-rooms"
    ? {
        viewer: {
          kind: "MEMBER",
          member: hub.people.admin.id,
          roles: ["ADMINISTRATOR", "MEMBER"],
          groups: [],
          scopes: [],
        },
      }
    : { sub: hub.people.admin.id }),
});

const signed = (
  claims: JWTPayload,
  header: Partial<JWTHeaderParameters> = {},
  key: KeyObject | Uint8Array = ours.privateKey,
) => new SignJWT(claims).setProtectedHeader({ alg: "EdDSA", kid, ...header }).sign(key);

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** Every way to make a token that is none of ours, or no longer or not yet or not here good. */
const forgeries: Record<string, (audience: Audience) => Promise<string>> = {
  "of the other audience": (audience) => signed(said(audience === "hub-rooms" ? "hub-gateway" : "hub-rooms")),
  "that names no audience": (audience) => signed({ ...said(audience), aud: undefined }),
  "of another issuer": (audience) => signed({ ...said(audience), iss: "https://provider.example" }),
  "with altered claims": async (audience) => {
    const [head, , signature] = (await signed(said(audience))).split(".");
    return `${head}.${part({ ...said(audience), sub: hub.people.curator.id, viewer: { kind: "SERVICE" } })}.${signature}`;
  },
  "with an altered header": async (audience) => {
    const [, claims, signature] = (await signed(said(audience))).split(".");
    return `${part({ alg: "EdDSA", kid, typ: "JWT" })}.${claims}.${signature}`;
  },
  "that is not signed": async (audience) => `${part({ alg: "none", kid })}.${part(said(audience))}.`,
  "that is not signed, in other letters": async (audience) =>
    `${part({ alg: "nOnE", kid })}.${part(said(audience))}.`,
  "without its signature": async (audience) => (await signed(said(audience))).replace(/[^.]+$/, ""),
  "signed by HS256 with our public key as PEM": (audience) =>
    signed(
      said(audience),
      { alg: "HS256" },
      Buffer.from(ours.publicKey.export({ type: "spki", format: "pem" })),
    ),
  "signed by HS256 with our public key as DER": (audience) =>
    signed(said(audience), { alg: "HS256" }, ours.publicKey.export({ type: "spki", format: "der" })),
  "signed by HS256 with our public key itself": async (audience) =>
    signed(said(audience), { alg: "HS256" }, Buffer.from((await exportJWK(ours.publicKey)).x!, "base64url")),
  "signed by RS256": (audience) => signed(said(audience), { alg: "RS256" }, rsa.privateKey),
  "signed by another key under the name of ours": (audience) => signed(said(audience), {}, theirs.privateKey),
  "signed by another key under its own name": (audience) =>
    signed(said(audience), { kid: "theirs" }, theirs.privateKey),
  "that names no key": (audience) => signed(said(audience), { kid: undefined }),
  "that brings its key along": async (audience) =>
    signed(said(audience), { jwk: await exportJWK(theirs.publicKey) }, theirs.privateKey),
  "that brings its key along, unnamed": async (audience) =>
    signed(said(audience), { kid: undefined, jwk: await exportJWK(theirs.publicKey) }, theirs.privateKey),
  "that says where its key is (jku)": (audience) => signed(said(audience), { jku: lured }, theirs.privateKey),
  "that says where its certificate is (x5u)": (audience) =>
    signed(said(audience), { x5u: lured }, theirs.privateKey),
  "whose name of a key is a path": (audience) =>
    signed(said(audience), { kid: "../../dev/null" }, theirs.privateKey),
  "that demands what we do not know (crit)": async (audience) => {
    const crit = { alg: "EdDSA", kid, crit: ["exotic"], exotic: true };
    return `${part(crit)}.${(await signed(said(audience))).split(".").slice(1).join(".")}`;
  },
  "that never expires": (audience) => signed({ ...said(audience), exp: undefined }),
  "that has expired": (audience) => signed({ ...said(audience), exp: seconds() - 10 }),
  "whose expiry is no number": (audience) => signed({ ...said(audience), exp: "2099" as never }),
  "that is not good yet (nbf)": (audience) => signed({ ...said(audience), nbf: seconds() + 60 }),
  "that was issued in the future": (audience) =>
    signed({ ...said(audience), iat: seconds() + 60, exp: seconds() + 90 }),
  "that does not say when it was issued": (audience) => signed({ ...said(audience), iat: undefined }),
  "that is older than any may become": (audience) =>
    signed({ ...said(audience), iat: seconds() - 31 * 86_400, exp: seconds() + 86_400 }),
};

describe.each(Object.keys(forgeries))("a token %s", (name) => {
  test("is refused at the front door", async () => {
    expect(await answered(hub.address, await forgeries[name]!("hub-gateway"))).toBe("401 UNAUTHENTICATED");
  });

  test("is refused straight at a room", async () => {
    expect(await answered(room.url, await forgeries[name]!("hub-rooms"))).toBe("401 UNAUTHENTICATED");
  });
});

test("and the tokens that were forged are good where nothing is wrong with them", async () => {
  expect(await answered(hub.address, await signed(said("hub-gateway")))).toBe("200 MEMBER");
  expect(await answered(room.url, await signed(said("hub-rooms")))).toBe("200 MEMBER");
});

test("where a token says its keys are, nobody has ever asked", () => {
  expect(asked).toBe(0);
});

test("a passport lives less than a minute, whatever else is added to it", async () => {
  const passport = await hub.passports.issue({ kind: "STRANGER", roles: [], groups: [], scopes: [] });
  const { iat, exp } = JSON.parse(Buffer.from(passport.split(".")[1]!, "base64url").toString());
  // What the gateway believes of a member without looking, and what clocks may differ by.
  expect(exp - iat + 5 + 5).toBeLessThanOrEqual(60);
  expect(
    await answered(room.url, await signed({ ...said("hub-rooms"), iat: seconds() - 55, exp: seconds() + 9 })),
  ).toBe("401 UNAUTHENTICATED");
});

test("a passport that says it lives longer ends all the same, also where a room has taken it before", async () => {
  const long = await signed({ ...said("hub-rooms"), iat: seconds() - 47, exp: seconds() + 3_600 });
  expect(await answered(room.url, long)).toBe("200 MEMBER");
  await sleep(5_000);
  expect(await answered(room.url, long)).toBe("401 UNAUTHENTICATED");
});

test("whom a room refuses is logged, from where, and nothing that they brought", async () => {
  const { lines, close } = listenToLogs();
  try {
    expect(await answered(room.url, "nonsense")).toBe("401 UNAUTHENTICATED");
    expect(await answered(room.url, await signed(said("hub-rooms")))).toBe("200 MEMBER");
  } finally {
    close();
  }
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({
      level: 30,
      room: "members",
      code: "UNAUTHENTICATED",
      clientAddress: "127.0.0.1",
    }),
  ]);
  expect(lines.join()).not.toContain("nonsense");
});

test("nobody from outside is the hub itself, whatever their token says", async () => {
  const token = await signed({
    ...said("hub-gateway"),
    viewer: { kind: "SERVICE" },
    roles: ["CURATOR"],
    kind: "SERVICE",
  });
  expect(await answered(hub.address, token)).toBe("200 MEMBER");
  const nobody = await signed({ ...said("hub-gateway"), sub: "service", viewer: { kind: "SERVICE" } });
  expect(await answered(hub.address, nobody)).toBe("200 STRANGER");
});

test("only Ed25519 keys are taken", async () => {
  await expect(ringOf([{ key: createPublicKey(rsa.privateKey) }])).rejects.toThrow(/Ed25519/);
});
