import type { Iris } from "./iris.ts";

/** What the hub's own terms mean, beyond those of the Web Annotation vocabulary. */
const TERMS: Readonly<Record<string, string>> = {
  revision: "Of a target: the revision of the record that the author of the note read.",
  experience: "Of a note: whether the author's organisation has done what the target tells.",
  DidThis: "The author's organisation did this.",
  Stopped: "The author's organisation did this and stopped.",
  resolution: "Of a question: what has become of it.",
  Open: "It waits for an answer.",
  Answered: "Somebody answered it.",
  Resolved: "It is settled.",
  thread: "Of a note: the note that began its thread.",
  anchor:
    "Of a target: where the passage stands now, as the hub has found it after the record's last changes.",
  anchorState: "Of an anchor: Exact, Moved or Orphaned.",
  Exact: "The very words stand there, and it is certain that they are the ones.",
  Moved: "The passage was found, but its words have changed or it is not certain: see confidence.",
  Orphaned: "The passage was not found.",
  confidence: "Of an anchor: how sure it is, from 0 to 1.",
  OnlyMe: "The audience of a note for its author alone.",
  Owner: "The audience of a question to the owner of a record: its organisation and whoever asked.",
  Members: "The audience of a note for members of the network.",
  Everyone: "The audience of a note for everybody.",
};

/** The JSON-LD context of the hub's own terms, and what they mean. */
export function termsAt(iris: Iris): object {
  const vocabulary = iris.term("");
  const word = (name: string) => ({ "@id": `${vocabulary}${name}`, "@type": "@vocab" });
  return {
    "@context": {
      hub: vocabulary,
      revision: { "@id": "hub:revision", "@type": "http://www.w3.org/2001/XMLSchema#integer" },
      confidence: { "@id": "hub:confidence", "@type": "http://www.w3.org/2001/XMLSchema#double" },
      experience: word("experience"),
      resolution: word("resolution"),
      anchorState: word("anchorState"),
      thread: { "@id": "hub:thread", "@type": "@id" },
      anchor: { "@id": "hub:anchor" },
      ...Object.fromEntries(
        Object.keys(TERMS)
          .filter((name) => /^[A-Z]/.test(name))
          .map((name) => [name, `hub:${name}`]),
      ),
    },
    "@graph": Object.entries(TERMS).map(([name, meaning]) => ({
      "@id": `${vocabulary}${name}`,
      "http://www.w3.org/2000/01/rdf-schema#label": { "@value": name, "@language": "en" },
      "http://www.w3.org/2000/01/rdf-schema#comment": { "@value": meaning, "@language": "en" },
      "http://www.w3.org/2000/01/rdf-schema#isDefinedBy": { "@id": vocabulary.replace(/#$/, "") },
    })),
  };
}
