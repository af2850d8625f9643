import { slipsBetween } from "../../subgraphs/search/analysis/slips.ts";

test.each([
  ["night", "night", 0],
  ["nigth", "night", 1],
  ["nihgt", "night", 1],
  ["inhgt", "night", 2],
  ["nightt", "night", 1],
  ["nacht", "night", 2],
  ["abab", "baba", 2],
  ["radicalsation", "radicalisation", 1],
])("between %s and %s there are so many slips: %i", (one, other, slips) => {
  expect(slipsBetween(one, other)).toBe(slips);
  expect(slipsBetween(other, one)).toBe(slips);
});
