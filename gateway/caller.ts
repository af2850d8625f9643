import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import { plainAddress } from "../foundation/address.ts";

/**
 * The address a request came from. Behind `proxies` proxies of ours it is what the outermost of them has seen; what a
 * client itself writes into x-forwarded-for stands further to the left and counts for nothing.
 */
export function clientAddress({ headers, socket }: IncomingMessage, proxies: number): string | undefined {
  const forwarded = proxies > 0 ? String(headers["x-forwarded-for"] ?? "").split(",") : [];
  const seen = [...forwarded, socket.remoteAddress ?? ""].map((address) => address.trim()).filter(Boolean);
  const address = plainAddress(seen.at(-1 - proxies) ?? seen[0] ?? "");
  return isIP(address) ? address : undefined;
}
