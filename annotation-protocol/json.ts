/** What JSON may hold, looked at with care: nothing in it is what it should be until it was checked. */
export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** JSON-LD writes one value where a list has but one. */
export const listOf = (value: unknown): readonly unknown[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];

/** The IRI of what stands for a resource: the IRI itself, or an object with it. */
export const iriOf = (value: unknown): string | null =>
  typeof value === "string" ? value : isObject(value) && typeof value.id === "string" ? value.id : null;

/** Whether it is of that type, by its short name. */
export const isA = (value: JsonObject, type: string): boolean =>
  listOf(value.type ?? value["@type"]).some((one) => one === type || one === `oa:${type}`);
