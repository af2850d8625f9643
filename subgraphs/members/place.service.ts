import type { HubContext } from "../../foundation/context.ts";
import { badInput, notAllowed, signInFirst } from "../../foundation/problems.ts";
import { isAdministrator, isCurator } from "../../foundation/viewer.ts";

/** Organisations and territories are looked after by administrators and curators. */
export const looksAfterPlaces = ({ viewer }: HubContext) => isAdministrator(viewer) || isCurator(viewer);

/** Refuses everybody but administrators and curators. */
export function curatorsOnly(ctx: HubContext, what: string) {
  if (ctx.viewer.kind === "STRANGER") throw signInFirst(what);
  if (!looksAfterPlaces(ctx)) throw notAllowed(`${what}: that is for a curator or an administrator`);
}

const MOST = 999_999_999;

/** Makes sure that a number of people or places can be one. */
export function checkNumber(field: string, value: number | null | undefined) {
  if (value != null && (value < 0 || value > MOST))
    throw badInput(field, `The ${field} is a number from 0 to ${MOST}.`);
}
