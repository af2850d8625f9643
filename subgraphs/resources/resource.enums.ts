import { registerEnumType } from "type-graphql";

export enum ResourceKind {
  FACT_SHEET = "FACT_SHEET",
  PRESENTATION = "PRESENTATION",
  PUBLICATION = "PUBLICATION",
  TOOLBOX = "TOOLBOX",
  ARTICLE = "ARTICLE",
  ENCYCLOPEDIA_ENTRY = "ENCYCLOPEDIA_ENTRY",
  WEBSITE = "WEBSITE",
  PLATFORM = "PLATFORM",
  SOFTWARE = "SOFTWARE",
  VIDEO = "VIDEO",
  DATASET = "DATASET",
  INSIGHT = "INSIGHT",
  FRAMEWORK = "FRAMEWORK",
  OTHER = "OTHER",
}
registerEnumType(ResourceKind, {
  name: "ResourceKind",
  description: "What a resource is.",
  valuesConfig: {
    FACT_SHEET: { description: "A few pages that sum a matter up." },
    PRESENTATION: { description: "Slides." },
    PUBLICATION: { description: "A report, book or guide." },
    TOOLBOX: { description: "A collection of methods and examples to work with." },
    ARTICLE: { description: "An article of a newspaper, a journal or a website." },
    ENCYCLOPEDIA_ENTRY: { description: "An entry of an encyclopedia." },
    WEBSITE: { description: "A website as a whole." },
    PLATFORM: { description: "A place on the web where people work together or find things." },
    SOFTWARE: { description: "A program or an app." },
    VIDEO: { description: "A recording in moving pictures." },
    DATASET: { description: "Figures or other data to work with." },
    INSIGHT: {
      description: "One lesson, recommendation or question; `body` says it, `insightKind` says which.",
    },
    FRAMEWORK: { description: "A way to put a matter in order; `items` names its parts." },
    OTHER: { description: "Anything else." },
  },
});

export enum InsightKind {
  LESSON = "LESSON",
  RECOMMENDATION = "RECOMMENDATION",
  QUESTION = "QUESTION",
}
registerEnumType(InsightKind, {
  name: "InsightKind",
  description: "What an insight is.",
  valuesConfig: {
    LESSON: { description: "Something that was learnt." },
    RECOMMENDATION: { description: "Something that somebody advises to do." },
    QUESTION: { description: "Something that stayed open." },
  },
});

export enum ResourceAccess {
  OPEN = "OPEN",
  MEMBERS = "MEMBERS",
  UNKNOWN = "UNKNOWN",
}
registerEnumType(ResourceAccess, {
  name: "ResourceAccess",
  description:
    "Who may read the document itself, where it is kept; `visibility` says who sees its record here.",
  valuesConfig: {
    OPEN: { description: "Everybody." },
    MEMBERS: { description: "Members of the network, or of the organisation that keeps it." },
    UNKNOWN: { description: "The sources do not say." },
  },
});
