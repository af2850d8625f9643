import { registerEnumType } from "type-graphql";

export enum Motivation {
  COMMENTING = "COMMENTING",
  QUESTIONING = "QUESTIONING",
  ASSESSING = "ASSESSING",
  TAGGING = "TAGGING",
  LINKING = "LINKING",
  REPLYING = "REPLYING",
  HIGHLIGHTING = "HIGHLIGHTING",
}
registerEnumType(Motivation, {
  name: "Motivation",
  description: "Why a note was made, in the terms of the W3C Web Annotation Data Model.",
  valuesConfig: {
    COMMENTING: { description: "It says something about the record or passage." },
    QUESTIONING: { description: "It asks something; its resolution says whether that was answered." },
    ASSESSING: { description: "It judges what the record or passage says." },
    TAGGING: { description: "It puts tags on the record or passage." },
    LINKING: { description: "It leads from the record or passage to addresses elsewhere." },
    REPLYING: { description: "It answers another note." },
    HIGHLIGHTING: { description: "It marks a passage and says nothing about it." },
  },
});

export enum AnnotationAudience {
  ONLY_ME = "ONLY_ME",
  OWNER = "OWNER",
  GROUPS = "GROUPS",
  MEMBERS = "MEMBERS",
  EVERYONE = "EVERYONE",
}
registerEnumType(AnnotationAudience, {
  name: "AnnotationAudience",
  description: "For whom a note is meant. Nobody sees the notes of a record that they may not see.",
  valuesConfig: {
    ONLY_ME: { description: "Its author and nobody else." },
    OWNER: {
      description:
        "Of a question that was asked by `askOwner`, and its answers: who asked, and members of the organisation that was asked, which owned the record then. Curators see such a note only once one of these has flagged it.",
    },
    GROUPS: { description: "Members of the working groups that it names, and curators." },
    MEMBERS: {
      description:
        "Members of the network, and partners whose key has the scopes content:members and annotations:public.",
    },
    EVERYONE: { description: "Everybody." },
  },
});

export enum Resolution {
  OPEN = "OPEN",
  ANSWERED = "ANSWERED",
  RESOLVED = "RESOLVED",
}
registerEnumType(Resolution, {
  name: "Resolution",
  description: "What became of a question.",
  valuesConfig: {
    OPEN: { description: "It waits for an answer." },
    ANSWERED: { description: "Somebody answered it." },
    RESOLVED: { description: "It is settled: nothing more needs to be said or done." },
  },
});

export enum Moderation {
  SHOWN = "SHOWN",
  FLAGGED = "FLAGGED",
  HIDDEN = "HIDDEN",
}
registerEnumType(Moderation, {
  name: "Moderation",
  description: "How a note stands with the curators.",
  valuesConfig: {
    SHOWN: { description: "Seen by all whom its audience names." },
    FLAGGED: {
      description: "A member asked the curators to look at it; it is seen as before until they decide.",
    },
    HIDDEN: { description: "A curator hid it: only curators and its author still see it." },
  },
});

export enum Experience {
  DID_THIS = "DID_THIS",
  STOPPED = "STOPPED",
}
registerEnumType(Experience, {
  name: "Experience",
  description: "What the author's organisation has done of what a note is about.",
  valuesConfig: {
    DID_THIS: { description: "We did this." },
    STOPPED: { description: "We did this and stopped." },
  },
});
