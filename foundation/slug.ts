const form = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export const isSlug = (text: string): boolean => text.length >= 2 && text.length <= 100 && form.test(text);

/** Letters without their accents, for comparing and sorting: "Setúbal" and "setubal" are one. */
export function folded(text: string): string {
  const small = text.toLowerCase();
  // Most words have no letter that could be folded.
  if (/^[\x20-\x7e]*$/.test(small)) return small;
  return small
    .replace(/ß/g, "ss")
    .replace(/ł/g, "l")
    .replace(/ø/g, "o")
    .replace(/đ/g, "d")
    .replace(/æ/g, "ae")
    .replace(/œ/g, "oe")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "");
}

/** A title as part of a web address. */
export function slugOf(title: string): string {
  const slug = folded(title)
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 90)
    .replace(/^-+|-+$/g, "");
  return slug.length >= 2 ? slug : `record-${slug || "x"}`;
}

/** What lists in alphabetical order sort by. */
export const sortTitleOf = (title: string): string =>
  folded(title)
    .replace(/^[^\p{L}\p{N}]+/u, "")
    .slice(0, 200);
