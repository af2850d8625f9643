import { setImmediate } from "node:timers/promises";
import type { HubContext } from "./context.ts";
import { withoutHidden } from "./hidden.ts";
import type { Language } from "./language.ts";
import type { State } from "./revision.ts";
import { type Effort, fullEffort, type Piece, wordDiff } from "./word-diff.ts";

interface Change {
  field: string;
  language: Language | null;
  segments: Piece[] | null;
  before: unknown;
  after: unknown;
}

const efforts = new WeakMap<HubContext["load"], Effort>();

/** What differs between two states of a record, as the viewer may see both: texts word by word; all else only where they may read it. */
export async function changesBetween(ctx: HubContext, before: State, after: State): Promise<Change[]> {
  const effort = efforts.get(ctx.load) ?? fullEffort();
  efforts.set(ctx.load, effort);
  const changes: Change[] = [];
  const [was, is] = await Promise.all([withoutHidden(ctx, before.texts), withoutHidden(ctx, after.texts)]);
  for (const language of both(was, is) as Language[]) {
    const [old, now] = [leavesOf(was?.[language]), leavesOf(is?.[language])];
    for (const field of both(old, now)) {
      const [one, other] = [old[field] ?? "", now[field] ?? ""];
      if (one === other) continue;
      changes.push({ field, language, segments: wordDiff(one, other, effort), before: null, after: null });
      // Others are answered between two long texts.
      await setImmediate();
    }
  }
  if (!before.whole || !after.whole) return changes;
  const [old, now] = await Promise.all([withoutHidden(ctx, before.fields), withoutHidden(ctx, after.fields)]);
  for (const field of both(old, now)) {
    const [one = null, other = null] = [old[field], now[field]];
    if (JSON.stringify(one) === JSON.stringify(other)) continue;
    const prose = isProse(one) || isProse(other);
    changes.push({
      field,
      language: null,
      segments: prose ? wordDiff(String(one ?? ""), String(other ?? ""), effort) : null,
      before: prose ? null : one,
      after: prose ? null : other,
    });
  }
  return changes;
}

const both = (one: object | null, other: object | null): string[] => [
  ...new Set([...Object.keys(one ?? {}), ...Object.keys(other ?? {})]),
];

const isProse = (value: unknown) => typeof value === "string" && /\s/.test(value);

/** The texts within a value by their place: lists of words as lines of one text, entries of other lists by their key or id. */
function leavesOf(value: unknown, at = ""): Record<string, string> {
  if (value === null || value === undefined) return {};
  if (typeof value !== "object") return { [at]: String(value) };
  if (Array.isArray(value) && value.every((one) => typeof one === "string"))
    return { [at]: value.join("\n") };
  const entries = Array.isArray(value)
    ? value.map((one, i): [string, unknown] => {
        const { key, id, ...rest } = one as { key?: string; id?: string };
        return [key ?? id ?? String(i), rest];
      })
    : Object.entries(value);
  return Object.assign({}, ...entries.map(([name, one]) => leavesOf(one, at ? `${at}.${name}` : name)));
}
