import { badInput, limitExceeded } from "../../foundation/problems.ts";
import { checkText } from "../../foundation/texts.ts";

const MOST = 10;

/** Where a note that was made elsewhere comes from, checked. */
export function originOf({ canonical, via }: { canonical?: string | null; via?: string[] | null }) {
  const all = [...new Set(via ?? [])];
  if (all.length > MOST)
    throw limitExceeded(`A note has at most ${MOST} IRIs where it was before.`, "via", MOST, all.length);
  return {
    canonical: canonical ? iri("canonical", canonical) : null,
    via: all.map((one) => iri("via", one)),
  };
}

function iri(field: string, text: string): string {
  const checked = checkText(field, text, 2_000);
  if (!URL.canParse(checked) || !SCHEMES.has(new URL(checked).protocol))
    throw badInput(field, `An IRI begins with ${[...SCHEMES].join(", ")}.`);
  return checked;
}

/** Schemes that name things, and run nothing where somebody follows them. */
const SCHEMES = new Set(["https:", "http:", "urn:", "tag:", "doi:", "ark:", "info:"]);
