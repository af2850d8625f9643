import { registerEnumType } from "type-graphql";

export enum WorkshopKind {
  WORKSHOP = "WORKSHOP",
  WEBCONFERENCE = "WEBCONFERENCE",
  CONFERENCE = "CONFERENCE",
  TRAINING = "TRAINING",
  STUDY_VISIT = "STUDY_VISIT",
  DISSEMINATION_EVENT = "DISSEMINATION_EVENT",
}
registerEnumType(WorkshopKind, {
  name: "WorkshopKind",
  description: "The form in which people met.",
  valuesConfig: {
    WORKSHOP: { description: "People work on a matter together." },
    WEBCONFERENCE: { description: "Speakers and participants meet online." },
    CONFERENCE: { description: "Speakers address a larger public in one place." },
    TRAINING: { description: "Participants learn a skill." },
    STUDY_VISIT: { description: "Participants see on the spot how others do it." },
    DISSEMINATION_EVENT: { description: "A project presents its results to a local public." },
  },
});

export enum DatePrecision {
  DAY = "DAY",
  MONTH = "MONTH",
  YEAR = "YEAR",
  UNKNOWN = "UNKNOWN",
}
registerEnumType(DatePrecision, {
  name: "DatePrecision",
  description: "How precisely a date is known.",
  valuesConfig: {
    DAY: { description: "The day is known." },
    MONTH: { description: "Only the month and the year are known." },
    YEAR: { description: "Only the year is known." },
    UNKNOWN: { description: "No date is known; the date note may say what is." },
  },
});

/** How precise a partial date is. */
export function precisionOf(date: string | null): DatePrecision {
  if (!date) return DatePrecision.UNKNOWN;
  if (date.length === 4) return DatePrecision.YEAR;
  return date.length === 7 ? DatePrecision.MONTH : DatePrecision.DAY;
}
