import { registerEnumType } from "type-graphql";
import { AnchorState } from "./anchoring/anchor.ts";

export { AnchorState };

registerEnumType(AnchorState, {
  name: "AnchorState",
  description: "Whether the passage that a note is about was found again in a text.",
  valuesConfig: {
    EXACT: { description: "Its very words stand there, and it is certain that they are the ones." },
    MOVED: {
      description:
        "It was found, but its words have changed, or it is not certain that they are the ones: `confidence` says how sure it is.",
    },
    ORPHANED: { description: "It was not found: it has been taken out, or rewritten." },
  },
});
