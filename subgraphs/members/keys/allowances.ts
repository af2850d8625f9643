import { badInput, notAllowed } from "../../../foundation/problems.ts";
import { checkText } from "../../../foundation/texts.ts";
import { onThisMachine } from "../../../foundation/this-machine.ts";
import type { PartnerKey } from "./partner-key.entity.ts";
import type { PartnerKeyChange } from "./partner-key.input.ts";
import { checkedScopes } from "./scopes.ts";

export const USUAL_PER_MINUTE = 60_000;
export const USUAL_PER_DAY = 10_000_000;
export const MOST_PER_MINUTE = 10_000_000;
export const MOST_PER_DAY = 1_000_000_000;
const MOST_ORIGINS = 20;

/** What a key allows, of which a steward gives no more than usual. */
type Allowances = Pick<PartnerKey, "scopes" | "costPerMinute" | "costPerDay">;

export const NOTHING: Allowances = { scopes: [], costPerMinute: 0, costPerDay: 0 };

/** The columns that the input names, in the form they are stored in. */
export function checked(input: PartnerKeyChange): Partial<PartnerKey> {
  const { name, scopes, origins, costPerMinute, costPerDay, registeredOnly } = input;
  const columns: Partial<PartnerKey> = {};
  if (name != null) {
    columns.name = checkText("name", name);
    if (!columns.name) throw badInput("name", "A key needs a name that says what it is for.");
  }
  if (scopes) columns.scopes = checkedScopes(scopes);
  if (origins) columns.origins = checkedOrigins(origins);
  if (costPerMinute != null)
    columns.costPerMinute = checkedCost("costPerMinute", costPerMinute, MOST_PER_MINUTE);
  if (costPerDay != null) columns.costPerDay = checkedCost("costPerDay", costPerDay, MOST_PER_DAY);
  if (registeredOnly != null) columns.registeredOnly = registeredOnly;
  return columns;
}

/** Makes sure that a steward gives a key nothing that is for administrators to give; what it has already stays. */
export function withinUsual(after: Partial<Allowances>, before: Allowances): void {
  const { scopes = [], costPerMinute = 0, costPerDay = 0 } = after;
  if (scopes.includes("content:members") && !before.scopes.includes("content:members"))
    throw notAllowed("give a key the scope content:members: that is for an administrator");
  if (
    costPerMinute > Math.max(USUAL_PER_MINUTE, before.costPerMinute) ||
    costPerDay > Math.max(USUAL_PER_DAY, before.costPerDay)
  )
    throw notAllowed(
      `give a key more than ${USUAL_PER_MINUTE} a minute or ${USUAL_PER_DAY} a day: that is for an administrator`,
    );
}

function checkedCost(field: string, value: number, most: number): number {
  if (value < 1 || value > most) throw badInput(field, `The ${field} is a number from 1 to ${most}.`);
  return value;
}

function checkedOrigins(origins: readonly string[]): string[] {
  if (origins.length > MOST_ORIGINS) throw badInput("origins", `A key has at most ${MOST_ORIGINS} origins.`);
  return [...new Set(origins.map(checkedOrigin))];
}

/** Over plain HTTP only pages of one's own machine, for development. */
function checkedOrigin(value: string): string {
  const text = checkText("origins", value, 300).toLowerCase();
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const local = url?.protocol === "http:" && onThisMachine(url);
  const named = url && /^([a-z0-9.-]+|\[[0-9a-f:]+\])$/.test(url.hostname);
  if (!named || !(url.protocol === "https:" || local) || url.origin !== text.replace(/\/$/, ""))
    throw badInput(
      "origins",
      "An origin is https:// and a host, with a port where it has one, and nothing else.",
    );
  return url.origin;
}
