import { registerEnumType } from "type-graphql";

export enum Support {
  FINANCIAL = "FINANCIAL",
  TECHNICAL = "TECHNICAL",
  POLITICAL = "POLITICAL",
  ADMINISTRATIVE = "ADMINISTRATIVE",
}
registerEnumType(Support, {
  name: "Support",
  description: "What a partner contributes to a practice.",
  valuesConfig: {
    FINANCIAL: { description: "Money." },
    TECHNICAL: { description: "Knowledge, staff, tools or premises." },
    POLITICAL: { description: "Backing by those who decide." },
    ADMINISTRATIVE: { description: "Permits, procedures and office work." },
  },
});

export enum Direction {
  IMPROVED = "IMPROVED",
  UNCHANGED = "UNCHANGED",
  WORSENED = "WORSENED",
  MIXED = "MIXED",
}
registerEnumType(Direction, {
  name: "Direction",
  description: "Which way an outcome went, as seen by those who wanted it.",
  valuesConfig: {
    IMPROVED: { description: "For the better." },
    UNCHANGED: { description: "Neither way, as far as was measured." },
    WORSENED: { description: "For the worse." },
    MIXED: { description: "Better in some respects, worse in others." },
  },
});

export enum EvidenceQuality {
  LOW = "LOW",
  MODERATE = "MODERATE",
  HIGH = "HIGH",
}
registerEnumType(EvidenceQuality, {
  name: "EvidenceQuality",
  description: "How far an evaluation can be trusted, in its reviewer's judgement.",
  valuesConfig: {
    LOW: { description: "The true effect may well be another." },
    MODERATE: { description: "The true effect is probably close." },
    HIGH: { description: "Further evaluation would hardly change the finding." },
  },
});

export enum AdoptionState {
  CONSIDERING = "CONSIDERING",
  TRYING = "TRYING",
  RUNNING = "RUNNING",
  STOPPED = "STOPPED",
}
registerEnumType(AdoptionState, {
  name: "AdoptionState",
  description: "How far an organisation has taken a practice over.",
  valuesConfig: {
    CONSIDERING: { description: "It looks into it." },
    TRYING: { description: "It tries it out." },
    RUNNING: { description: "It uses it regularly." },
    STOPPED: { description: "It gave it up; the outcome says why." },
  },
});

export enum AdoptionEventKind {
  ADOPTED = "ADOPTED",
  STATE_CHANGED = "STATE_CHANGED",
  STOPPED = "STOPPED",
  ADAPTED = "ADAPTED",
  OUTCOME_REPORTED = "OUTCOME_REPORTED",
  PRACTICE_RESULTED = "PRACTICE_RESULTED",
}
registerEnumType(AdoptionEventKind, {
  name: "AdoptionEventKind",
  description: "What an entry in the trail of a practice tells of.",
  valuesConfig: {
    ADOPTED: { description: "It was recorded that the organisation takes the practice over." },
    STATE_CHANGED: { description: "The adoption came into another state than STOPPED." },
    STOPPED: { description: "The organisation gave the practice up." },
    ADAPTED: { description: "It says, anew, what it does differently from the original." },
    OUTCOME_REPORTED: { description: "It says, anew, what came of it." },
    PRACTICE_RESULTED: { description: "The adoption led to a practice of the organisation's own." },
  },
});
