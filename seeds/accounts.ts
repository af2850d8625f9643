import type { Account } from "../provider/account.ts";
import { read, seeds } from "./content.ts";

interface Newcomer {
  sourceId: string;
  name: string;
  email: string;
  about: string;
}

const ROLES: Readonly<Record<string, string>> = {
  STEWARD: "steward",
  CURATOR: "curator",
  ADMINISTRATOR: "administrator",
};

/** The made-up people of the first content, whom the embedded provider lets sign in, and some whom the hub does not know yet. */
export function accounts(): Account[] {
  const all = seeds();
  const names = new Map(all.map(({ sourceId, texts }) => [sourceId, texts.en?.name]));
  const people = all
    .filter(({ type }) => type === "Member")
    .map(({ sourceId, fields }) => {
      const {
        name,
        email,
        organisationId,
        roles = [],
      } = fields as Record<string, string> & { roles?: string[] };
      const about = String(names.get(organisationId ?? "") ?? "");
      const role = (roles as string[]).map((one) => ROLES[one]).join(", ") || "member";
      return { subject: sourceId, name: name!, email: email!, about, role };
    });
  const newcomers = read<Newcomer[]>("newcomers").map(({ sourceId, ...account }) => ({
    ...account,
    subject: sourceId,
    role: "newcomer",
  }));
  return [...people, ...newcomers];
}
