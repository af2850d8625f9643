import { badInput } from "../../foundation/problems.ts";
import { checkText } from "../../foundation/texts.ts";
import type { PracticeChange } from "./practice.input.ts";

const MOST = 100;
const WORDS = 500;

/** Throws a Problem where a text of a practice sheet, outside its translated texts, is longer than it may be. */
export function checkSheet(input: PracticeChange) {
  const { budget, outcomes, transferability } = input;
  for (const field of ["partners", "outcomes", "tools"] as const)
    if ((input[field]?.length ?? 0) > MOST) throw badInput(field, `A practice has at most ${MOST} ${field}.`);
  check("budget", { period: budget?.period, funders: budget?.funders });
  for (const { key, before, after, period, evidence } of outcomes ?? []) {
    const { effect, scheme, reviewer } = evidence ?? {};
    check("outcomes", { key, before, after, period });
    check("outcomes.evidence", { effect, scheme, reviewer });
  }
  const { legalPrerequisites, cost, skills } = transferability ?? {};
  check("transferability", { legalPrerequisites, cost, skills }, 5_000);
}

function check(part: string, texts: Record<string, string | string[] | null | undefined>, most = WORDS) {
  for (const [field, text] of Object.entries(texts)) {
    const all = Array.isArray(text) ? text : [text ?? ""];
    if (all.length > MOST)
      throw badInput(`${part}.${field}`, `There are at most ${MOST} entries in ${field}.`);
    for (const one of all) checkText(`${part}.${field}`, one, most);
  }
}
