import { config } from "../../foundation/config.ts";

const signIn = (environment: Record<string, string>) => config(environment).signIn;

test("for development the hub brings its own sign-in; in production none, unless it is told to outright", () => {
  expect(signIn({})).toEqual({
    issuer: "http://localhost:4000/oidc",
    audience: "http://localhost:4000/graphql",
    clientId: "hub-cli",
    embedded: true,
  });
  expect(signIn({ OIDC_EMBEDDED: "no" })).toBeUndefined();
  expect(signIn({ NODE_ENV: "production" })).toBeUndefined();
  expect(signIn({ NODE_ENV: "production", OIDC_EMBEDDED: "yes" })?.embedded).toBe(true);
});

test("a provider of one's own takes the place of the embedded one", () => {
  const own = { OIDC_ISSUER: "https://login.city.example", OIDC_AUDIENCE: "https://hub.example" };
  expect(signIn(own)).toEqual({
    issuer: "https://login.city.example",
    audience: "https://hub.example",
    clientId: "hub-cli",
    embedded: false,
  });
  expect(signIn({ ...own, OIDC_CLIENT_ID: "hub" })?.clientId).toBe("hub");
});

test("other sites are named by their origins, separated by commas", () => {
  expect(config({ CORS_ORIGINS: "https://a.example, https://b.example:8443" }).corsOrigins).toEqual([
    "https://a.example",
    "https://b.example:8443",
  ]);
  expect(config({}).corsOrigins).toEqual([]);
});

test("the hub's public address is its own where none is given", () => {
  expect(config({}).publicUrl).toBe("http://localhost:4000");
  expect(config({ PUBLIC_URL: "https://hub.city.example/hub" }).publicUrl).toBe(
    "https://hub.city.example/hub",
  );
});

test("how much new people may write is set, or left to them", () => {
  expect(config({}).newcomers).toEqual({ days: 7, notesPerHour: 20 });
  expect(config({ NEWCOMER_DAYS: "2", NEWCOMER_NOTES_PER_HOUR: "5" }).newcomers).toEqual({
    days: 2,
    notesPerHour: 5,
  });
  expect(config({ NEWCOMER_DAYS: "0" }).newcomers).toBeUndefined();
});

test.each([
  [{ OIDC_ISSUER: "https://login.city.example" }, /OIDC_AUDIENCE/],
  [{ OIDC_ISSUER: "login", OIDC_AUDIENCE: "hub" }, /OIDC_ISSUER/],
  [{ OIDC_ISSUER: "http://login.city.example", OIDC_AUDIENCE: "hub" }, /OIDC_ISSUER.*https/],
  [{ OIDC_EMBEDDED: "perhaps" }, /OIDC_EMBEDDED/],
  [{ TRUSTED_PROXIES: "all" }, /TRUSTED_PROXIES/],
  [{ PUBLIC_URL: "hub.city.example" }, /PUBLIC_URL/],
  [{ PUBLIC_URL: "https://hub.city.example/?hub" }, /PUBLIC_URL/],
  [{ NEWCOMER_DAYS: "-1" }, /NEWCOMER_DAYS/],
  [{ NEWCOMER_NOTES_PER_HOUR: "0.5" }, /NEWCOMER_NOTES_PER_HOUR/],
  [{ CORS_ORIGINS: "*" }, /CORS_ORIGINS/],
  [{ CORS_ORIGINS: "https://portal.example/page" }, /CORS_ORIGINS/],
])("a setting that is wrong is named: %j", (environment, words) => {
  expect(() => config(environment)).toThrow(words);
});
