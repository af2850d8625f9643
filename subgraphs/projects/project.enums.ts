import { registerEnumType } from "type-graphql";

export enum ProjectKind {
  COOPERATION = "COOPERATION",
  RESEARCH = "RESEARCH",
  NETWORK = "NETWORK",
  OTHER = "OTHER",
}
registerEnumType(ProjectKind, {
  name: "ProjectKind",
  description: "What sort of undertaking a project is.",
  valuesConfig: {
    COOPERATION: { description: "Cities, regions and others try something together." },
    RESEARCH: { description: "It studies a question." },
    NETWORK: { description: "It brings people of one field together and keeps them in touch." },
    OTHER: { description: "None of these." },
  },
});

export enum ProjectRole {
  LEAD = "LEAD",
  PARTNER = "PARTNER",
  FUNDER = "FUNDER",
  OWNER = "OWNER",
}
registerEnumType(ProjectRole, {
  name: "ProjectRole",
  description: "What an organisation is in a project.",
  valuesConfig: {
    LEAD: { description: "It leads the project." },
    PARTNER: { description: "It takes part without leading." },
    FUNDER: { description: "It pays for the project, in whole or in part." },
    OWNER: { description: "It answers for the project's record in the hub." },
  },
});
