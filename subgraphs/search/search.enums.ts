import { registerEnumType } from "type-graphql";

export enum Facet {
  KIND = "KIND",
  TOPIC = "TOPIC",
  COUNTRY = "COUNTRY",
  ORGANISATION = "ORGANISATION",
  YEAR = "YEAR",
  LANGUAGE = "LANGUAGE",
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
