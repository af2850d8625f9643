import { badInput } from "./problems.ts";
import { checkText } from "./texts.ts";

/** An address of the web as it may be stored and linked to: http or https, at most 2,000 characters. Throws a Problem that names the field. */
export function webAddress(field: string, value: string): string {
  const text = checkText(field, value, 2000);
  if (!URL.canParse(text) || !["http:", "https:"].includes(new URL(text).protocol)) {
    throw badInput(field, "An address begins with http:// or https:// and names a host, as https://efus.eu.");
  }
  return text;
}
