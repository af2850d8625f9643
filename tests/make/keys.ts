import { request } from "undici";
import type { Answer, Person, TestHub } from "../hub.ts";

export interface MadeKey {
  id: string;
  revision: number;
  /** the key as a person to ask as */
  as: Person & { token: string };
}

export const CREATE_KEY = `mutation Create($input: NewPartnerKey!) {
  made: createPartnerKey(input: $input) { secret key { id revision name scopes origins costPerMinute costPerDay registeredOnly } }
}`;

/** A key of alpha's that reads public records, unless its fields say otherwise. */
export async function makeKey(hub: TestHub, fields: Record<string, unknown> = {}): Promise<MadeKey> {
  const input = {
    name: "Portal",
    scopes: ["content:public"],
    organisationId: hub.organisations.alpha,
    ...fields,
  };
  const { secret, key } = (await hub.tell(CREATE_KEY, { input })).made;
  return { id: key.id, revision: key.revision, as: { token: secret } };
}

export interface FullAnswer extends Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
}

/** Asks a gateway, and tells the whole HTTP answer. Asks by GET where there is no body. */
export async function askAt(
  address: string,
  body: object | undefined,
  headers: Record<string, string> = {},
): Promise<FullAnswer> {
  const answer = await request(address, {
    method: body ? "POST" : "GET",
    headers: { "content-type": "application/json", accept: "application/json", ...headers },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return {
    status: answer.statusCode,
    headers: answer.headers,
    ...((await answer.body.json()) as Answer),
  };
}

export const bearing = ({ token }: Person) => ({ authorization: `Bearer ${token}` });
