import { Visibility } from "../../foundation/enums.ts";
import { sortTitleOf } from "../../foundation/slug.ts";
import type { Random } from "./random.ts";
import { random } from "./random.ts";
import { type Written, words } from "./words.ts";
import { TOWNS, type World } from "./world.ts";

/** One row of a table, every column by its name. */
export type Row = Record<string, unknown>;

/** A sentence of the same place in the list of every language. */
const sentences = (own: Random, list: keyof (typeof words)["en"], count: number) => {
  const places = own.some([...(words.en[list] as readonly string[]).keys()], count);
  return (language: Written) => places.map((i) => (words[language][list] as readonly string[])[i]!);
};

export function territory(w: World, n: number) {
  const { name, country, language, population } = w.town(n);
  return {
    ...w.record("territory", n, [language], () => ({ name })),
    territoryKind: "CITY",
    country,
    latitude: 38 + (n % 29) + 0.25,
    longitude: -8 + (n % 31) + 0.5,
    population,
    municipalities: null,
    partOfId: null,
  };
}

export function organisation(w: World, n: number) {
  const { name, country, language, population } = w.town(n);
  const own: Written[] = language === "en" ? ["en"] : [language, "en"];
  return {
    ...w.record("organisation", n, own, (spoken) => ({
      name: words[spoken].city.replace("{place}", name),
    })),
    aliases: [],
    organisationKind: "LOCAL_AUTHORITY",
    country,
    territoryId: w.id("territory", n),
    population,
    networkMember: n % 3 > 0,
    website: null,
  };
}

/** A person who came to the hub just now, after those of the first content. */
export function member(w: World, n: number): Row {
  const now = new Date();
  const { name, language } = w.town(n);
  const person = `Synthetic person of ${name}`;
  return {
    id: w.id("member", n),
    name: person,
    sortName: sortTitleOf(person),
    email: `${w.nameOf("member", n).replaceAll(":", ".")}@example.org`,
    organisationId: w.id("organisation", n),
    state: "ACTIVE",
    grantedRoles: [],
    preferredLanguages: [language],
    revision: 1,
    createdAt: now,
    updatedAt: now,
  };
}

export function project(w: World, n: number) {
  const own = random(w.nameOf("project", n));
  const [lead, ...partners] = own.some([...Array(TOWNS).keys()], 4);
  const town = w.town(lead!);
  const topics = w.about(own);
  const write = w.writer(own, town.name, topics[0]!);
  const [title, objectives] = [sentences(own, "projects", 1), sentences(own, "lessons", 2)];
  const start = 2012 + own.below(12);
  return {
    ...w.record("project", n, w.languages(own, town.language), (language) => ({
      title: write(language, title(language)[0]!),
      summary: write(language, words[language].summaries[2]),
      objectives: objectives(language)
        .map((line) => write(language, line))
        .join("\n"),
    })),
    ...w.content("project", n, lead!, topics),
    acronym: null,
    aliases: [],
    website: null,
    projectKind: own.pick(["COOPERATION", "RESEARCH", "NETWORK"]),
    programme: own.pick(["Horizon 2020", "ISF Police", "URBACT", null]),
    funderIds: [],
    partners: [lead!, ...partners].map((organisation, i) => ({
      organisationId: w.id("organisation", organisation),
      country: w.town(organisation).country,
      countryStated: true,
      role: null,
      isLead: i === 0,
    })),
    partnerIds: [lead!, ...partners].map((organisation) => w.id("organisation", organisation)),
    start: `${start}`,
    end: own.chance(0.7) ? `${start + 2 + own.below(2)}` : null,
    budget: { total: 500_000 + own.below(30) * 50_000, funding: null, currency: "EUR", period: null },
    outputRows: [],
    territoryIds: [w.id("territory", lead!)],
  };
}

export function practice(w: World, n: number) {
  const own = random(w.nameOf("practice", n));
  const owner = own.below(TOWNS);
  const town = w.town(owner);
  const topics = w.about(own);
  const write = w.writer(own, town.name, topics[0]!);
  const title = sentences(own, "titles", 1);
  const summary = sentences(own, "summaries", 1);
  const problem = sentences(own, "problems", 1);
  const activities = sentences(own, "activities", 2);
  const results = sentences(own, "results", 1);
  const obstacles = sentences(own, "obstacles", 2);
  const lessons = sentences(own, "lessons", 2);
  const outcomes = own.some([0, 1, 2, 3], own.below(4));
  const begun = 2010 + own.below(15);
  const state = own.pick(["PLANNED", "PILOT", "RUNNING", "RUNNING", "RUNNING", "SCALED", "STOPPED"]);
  return {
    ...w.record("practice", n, w.languages(own, town.language), (language) => {
      const all = (some: (language: Written) => string[]) =>
        some(language).map((line) => write(language, line));
      return {
        title: all(title)[0]!,
        summary: all(summary)[0]!,
        problem: all(problem)[0]!,
        targetGroups: write(language, "{group}"),
        activities: all(activities).join("\n"),
        results: all(results)[0]!,
        obstacles: all(obstacles).join("\n"),
        lessons: all(lessons).join("\n"),
        outcomeWords: outcomes.map((i) => ({ key: `outcome-${i}`, title: words[language].outcomes[i]! })),
      };
    }),
    ...w.content("practice", n, owner, topics),
    territoryIds: [w.id("territory", owner)],
    projectIds: own.chance(0.35) ? [w.id("project", own.below(Math.floor(n / 50) + 1))] : [],
    partners: own.chance(0.3)
      ? [
          {
            organisationId: w.id("organisation", own.below(TOWNS)),
            role: null,
            support: [own.pick(["FINANCIAL", "TECHNICAL", "POLITICAL", "ADMINISTRATIVE"])],
          },
        ]
      : [],
    contactId: w.id("member", owner),
    start: own.chance(0.5) ? `${begun}` : `${begun}-${String(1 + own.below(12)).padStart(2, "0")}`,
    end: state === "STOPPED" ? `${begun + 2}` : null,
    state,
    stateCheckedOn: `${2020 + own.below(6)}-0${1 + own.below(9)}`,
    budget: own.chance(0.5)
      ? { minimum: 1_000 * (5 + own.below(100)), maximum: null, currency: "EUR", period: null, funders: null }
      : null,
    outcomeRows: outcomes.map((i) => outcomeRow(own, i)),
    transferability: null,
    tools: [],
    publicAdoptions: 0,
    allAdoptions: 0,
  };
}

function outcomeRow(own: Random, i: number) {
  const before = 20 + own.below(60);
  return {
    key: `outcome-${i}`,
    before: `${before} %`,
    after: `${before - 15 + own.below(35)} %`,
    period: null,
    direction: own.pick(["IMPROVED", "IMPROVED", "UNCHANGED", "WORSENED", "MIXED"]),
    evidence: own.chance(0.3)
      ? {
          design: own.below(6),
          effect: null,
          quality: own.pick(["LOW", "MODERATE", "HIGH"]),
          scheme: null,
          reviewer: null,
          date: null,
        }
      : null,
  };
}

/** Three organisations adopt every twelfth practice, so that there are trails to follow. */
export function adoption(w: World, n: number): Row {
  const own = random(w.nameOf("adoption", n));
  const adopted = Math.floor(n / 3) * 12;
  const owner = random(w.nameOf("practice", adopted)).below(TOWNS);
  const organisation = (owner + 1 + (n % 3) * 97 + own.below(90)) % TOWNS;
  const { language } = w.town(organisation);
  return {
    id: w.id("adoption", n),
    practiceId: w.id("practice", adopted),
    organisationId: w.id("organisation", organisation),
    state: own.pick(["CONSIDERING", "TRYING", "RUNNING", "STOPPED"]),
    since: `${2016 + own.below(9)}`,
    until: null,
    language,
    changed: w.writer(own, w.town(organisation).name, 0)(language, own.pick(words[language].lessons)),
    outcome: null,
    contactId: w.id("member", organisation),
    visibility: own.chance(0.8) ? Visibility.PUBLIC : Visibility.MEMBERS,
    revision: 1,
    createdAt: w.momentOf(adopted + 1),
    updatedAt: w.momentOf(adopted + 1),
  };
}

/** The one entry that each adoption has in the trail. */
export function adoptionEvent(w: World, n: number): Row {
  const { id, practiceId, organisationId, since, state, language, changed, createdAt } = adoption(w, n);
  return {
    id: w.id("adoption-event", n),
    adoptionId: id,
    practiceId,
    organisationId,
    kinds: state === "STOPPED" ? ["ADOPTED", "STOPPED", "ADAPTED"] : ["ADOPTED", "ADAPTED"],
    on: since,
    state,
    language,
    changed,
    recordedAt: createdAt,
  };
}
