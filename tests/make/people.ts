import type { ExecutionResult } from "graphql";
import type { Person } from "../hub.ts";

type Ask = (query: string, variables?: Record<string, unknown>) => Promise<ExecutionResult>;
interface Tokens {
  member(id: string): Promise<string>;
}

export interface Organisations {
  alpha: string;
  beta: string;
}

/** Everybody a test may ask as. `member` and `colleague` are of alpha, `other` is of beta. */
export interface People {
  stranger: Person;
  member: Person & { id: string };
  colleague: Person & { id: string };
  other: Person & { id: string };
  curator: Person & { id: string };
  admin: Person & { id: string };
  pending: Person & { id: string };
  partner: Person & { key: string };
  partnerMembers: Person & { key: string };
}

/** Two cities and the people of the tests, written through the front door. */
export async function settle(
  ask: Ask,
  tokens: Tokens,
): Promise<{ people: People; organisations: Organisations }> {
  const tell = async (query: string, variables: Record<string, unknown> = {}) => {
    const { data, errors } = await ask(query, variables);
    if (errors?.length) throw new Error(errors.map((error) => error.message).join("; "));
    return data as Record<string, { id: string }>;
  };
  const cities = await tell(`mutation {
    alpha: createOrganisation(input: { language: en, organisationKind: LOCAL_AUTHORITY, country: "NL", texts: { name: "City of Alpha" } }) { id }
    beta: createOrganisation(input: { language: en, organisationKind: LOCAL_AUTHORITY, country: "ES", texts: { name: "City of Beta" } }) { id }
  }`);
  const organisations = { alpha: cities.alpha!.id, beta: cities.beta!.id };
  const members = await tell(
    `mutation People($alpha: ID!, $beta: ID!) {
      member: createMember(input: { name: "Mara Alder", email: "mara@alpha.test", organisationId: $alpha, state: ACTIVE }) { id }
      colleague: createMember(input: { name: "Cees Ahorn", email: "cees@alpha.test", organisationId: $alpha, state: ACTIVE }) { id }
      other: createMember(input: { name: "Olga Beech", email: "olga@beta.test", organisationId: $beta, state: ACTIVE }) { id }
      curator: createMember(input: { name: "Cora Cedar", email: "cora@network.test", roles: [CURATOR], state: ACTIVE }) { id }
      admin: createMember(input: { name: "Ada Dogwood", email: "ada@network.test", roles: [ADMINISTRATOR], state: ACTIVE }) { id }
      pending: createMember(input: { name: "Pia Elm", email: "pia@alpha.test", organisationId: $alpha, state: PENDING }) { id }
    }`,
    organisations,
  );
  const person = async (name: string) => ({
    id: members[name]!.id,
    token: await tokens.member(members[name]!.id),
  });
  const key = async (name: string, scopes: readonly string[]) => {
    const input = { name, scopes, organisationId: organisations.alpha, costPerMinute: 10_000_000 };
    const { made } = (await tell(
      "mutation K($input: NewPartnerKey!) { made: createPartnerKey(input: $input) { secret key { id } } }",
      { input },
    )) as unknown as Record<string, { secret: string; key: { id: string } }>;
    return { token: made!.secret, key: made!.key.id };
  };
  return {
    organisations,
    people: {
      stranger: { token: undefined },
      member: await person("member"),
      colleague: await person("colleague"),
      other: await person("other"),
      curator: await person("curator"),
      admin: await person("admin"),
      pending: await person("pending"),
      partner: await key("Portal", ["content:public", "annotations:public"]),
      partnerMembers: await key("Portal for members", [
        "content:public",
        "content:members",
        "annotations:public",
      ]),
    },
  };
}
