import { Kind } from "../../foundation/enums.ts";
import { random } from "./random.ts";
import type { Row } from "./records.ts";
import { words } from "./words.ts";
import { TOWNS, type World } from "./world.ts";

/** A workshop at which three of the ten practices before it were presented. */
export function workshop(w: World, n: number) {
  const own = random(w.nameOf("workshop", n));
  const host = own.below(TOWNS);
  const town = w.town(host);
  const topics = w.about(own);
  const write = w.writer(own, town.name, topics[0]!);
  const [title, lesson] = [own.below(3), own.below(4)];
  const online = own.chance(0.3);
  const speakers = own.some([...Array(TOWNS).keys()], 2).map((organisation) => ({
    name: `Synthetic person of ${w.town(organisation).name}`,
    organisationId: w.id("organisation", organisation),
    note: null,
  }));
  return {
    ...w.record("workshop", n, w.languages(own, town.language), (language) => ({
      title: write(language, words[language].workshops[title]!),
      summary: write(language, words[language].summaries[0]),
      lessons: write(language, words[language].lessons[lesson]!),
    })),
    ...w.content("workshop", n, host, topics),
    workshopKind: online ? "WEBCONFERENCE" : own.pick(["WORKSHOP", "CONFERENCE", "TRAINING", "STUDY_VISIT"]),
    start: `${2015 + own.below(11)}-${String(1 + own.below(12)).padStart(2, "0")}-${String(1 + own.below(28)).padStart(2, "0")}`,
    end: null,
    startsAt: null,
    territoryId: online ? null : w.id("territory", host),
    venue: null,
    online,
    url: null,
    workingLanguages: [town.language],
    hostId: w.id("organisation", host),
    seriesId: null,
    speakerRows: speakers,
    speakerOrganisationIds: speakers.map(({ organisationId }) => organisationId),
    attendance: [{ count: 15 + own.below(120), exact: own.chance(0.5), of: "participants" }],
    practiceIds: own.some([...Array(10).keys()], 3).map((i) => w.id("practice", n * 10 + i)),
    projectIds: own.chance(0.5) ? [w.id("project", own.below(Math.floor(n / 5) + 1))] : [],
    workingGroupIds: [],
    openToAll: own.chance(0.5),
  };
}

/** A resource about one of the five practices before it. */
export function resource(w: World, n: number) {
  const own = random(w.nameOf("resource", n));
  const publisher = own.below(TOWNS);
  const town = w.town(publisher);
  const topics = w.about(own);
  const write = w.writer(own, town.name, topics[0]!);
  const [title, body] = [own.below(3), own.some([0, 1, 2], 2)];
  return {
    ...w.record("resource", n, w.languages(own, town.language), (language) => ({
      title: write(language, words[language].resources[title]!),
      summary: write(language, words[language].summaries[1]),
      body: body.map((i) => write(language, words[language].activities[i]!)).join("\n"),
    })),
    ...w.content("resource", n, publisher, topics),
    resourceKind: own.pick(["FACT_SHEET", "PRESENTATION", "PUBLICATION", "TOOLBOX", "ARTICLE", "VIDEO"]),
    insightKind: null,
    authors: [],
    editors: [],
    publisherIds: [w.id("organisation", publisher)],
    publisherName: null,
    date: `${2012 + own.below(14)}`,
    contentLanguages: [town.language],
    url: null,
    file: null,
    licence: null,
    access: own.pick(["OPEN", "OPEN", "MEMBERS", "UNKNOWN"]),
    projectIds: own.chance(0.2) ? [w.id("project", own.below(Math.floor(n / 10) + 1))] : [],
    workshopIds: n >= 2 && own.chance(0.3) ? [w.id("workshop", own.below(Math.floor(n / 2)))] : [],
    practiceIds: [w.id("practice", n * 5 + own.below(5))],
    workingGroupIds: [],
  };
}

/** A note on a practice as a whole; every third one asks something. */
export function annotation(w: World, n: number): Row {
  const own = random(w.nameOf("annotation", n));
  const author = own.below(TOWNS);
  const { language, name } = w.town(author);
  const asks = n % 3 === 1;
  const id = w.id("annotation", n);
  const template = asks ? words[language].notes[1 + own.below(2)]! : words[language].notes[own.pick([0, 3])]!;
  return {
    id,
    targetKind: Kind.PRACTICE,
    targetId: w.id("practice", n * 2 + own.below(2)),
    targetField: null,
    targetLanguage: null,
    targetRevision: 1,
    quote: null,
    position: null,
    rootId: id,
    replyToId: null,
    ancestorIds: [],
    motivation: asks ? "QUESTIONING" : "COMMENTING",
    body: w.writer(own, name, 0)(language, template),
    language,
    links: [],
    tags: [],
    experience: null,
    canonical: null,
    via: [],
    mentionIds: [],
    authorId: w.id("member", author),
    organisationId: w.id("organisation", author),
    audience: own.chance(0.6) ? "EVERYONE" : "MEMBERS",
    groupIds: [],
    askerId: null,
    addresseeId: null,
    mayPublish: false,
    mayName: false,
    publishedFromId: null,
    resolution: asks ? own.pick(["OPEN", "ANSWERED", "RESOLVED"]) : null,
    moderation: "SHOWN",
    hiddenBecause: null,
    revision: 1,
    createdAt: w.momentOf(n * 2 + 1),
    updatedAt: w.momentOf(n * 2 + 1),
    deletedAt: null,
  };
}
