import { registerEnumType } from "type-graphql";

export enum Facet {
  KIND = "KIND",
  TOPIC = "TOPIC",
  COUNTRY = "COUNTRY",
  ORGANISATION = "ORGANISATION",
  YEAR = "YEAR",
  LANGUAGE = "LANGUAGE",
  STATE = "STATE",
  EVIDENCE = "EVIDENCE",
  POPULATION = "POPULATION",
  ADOPTED = "ADOPTED",
}
registerEnumType(Facet, {
  name: "Facet",
  description: "A property by which the records found are counted.",
  valuesConfig: {
    KIND: { description: "The kind of record; values are those of Kind." },
    TOPIC: { description: "The topic, narrower ones counted in; values are ids of topics." },
    COUNTRY: { description: "The country it happened in; values are ISO 3166-1 codes, as FR." },
    ORGANISATION: { description: "An organisation connected with it; values are ids of organisations." },
    YEAR: { description: "A year in which it happened or appeared." },
    LANGUAGE: { description: "A language the record exists in; values are those of Language." },
    STATE: { description: "How far a practice has come; values are those of PracticeState." },
    EVIDENCE: { description: "How well a practice was evaluated; values are those of EvidenceLevel." },
    POPULATION: {
      description:
        "How many people live where it happened; values are ranges, as 100000-249999, the last one 1000000-.",
    },
    ADOPTED: {
      description: "Whether other organisations have publicly taken it over; values are true and false.",
    },
  },
});

export enum SearchSort {
  RELEVANCE = "RELEVANCE",
  NEWEST = "NEWEST",
  MOST_ADOPTED = "MOST_ADOPTED",
}
registerEnumType(SearchSort, {
  name: "SearchSort",
  description: "The order of what is found.",
  valuesConfig: {
    RELEVANCE: {
      description:
        "The best match first: in names, then topics and summaries, then places, people and years, then other texts; between equals the better evaluated, then the newer one.",
    },
    NEWEST: { description: "What went on or appeared last first." },
    MOST_ADOPTED: { description: "What most organisations have publicly taken over first." },
  },
});

export enum HighlightField {
  TITLE = "TITLE",
  SUMMARY = "SUMMARY",
  TEXT = "TEXT",
}
registerEnumType(HighlightField, {
  name: "HighlightField",
  description: "The text of a record in which the query was found.",
  valuesConfig: {
    TITLE: { description: "Its title or name." },
    SUMMARY: { description: "Its summary." },
    TEXT: { description: "Any other of its texts." },
  },
});
