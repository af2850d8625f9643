import { registerEnumType } from "type-graphql";

export enum TerritoryKind {
  CITY = "CITY",
  REGION = "REGION",
  METROPOLITAN_AREA = "METROPOLITAN_AREA",
  UNION_OF_MUNICIPALITIES = "UNION_OF_MUNICIPALITIES",
  COUNTRY = "COUNTRY",
  OTHER = "OTHER",
}
registerEnumType(TerritoryKind, {
  name: "TerritoryKind",
  description: "What sort of place a territory is.",
  valuesConfig: {
    CITY: { description: "A city, town or other single municipality." },
    REGION: { description: "A region, province, county or federated state." },
    METROPOLITAN_AREA: { description: "A large city together with the municipalities around it." },
    UNION_OF_MUNICIPALITIES: { description: "Municipalities that run services together." },
    COUNTRY: { description: "A whole country." },
    OTHER: { description: "Anything else, as a district or a border area." },
  },
});

export enum OrganisationKind {
  LOCAL_AUTHORITY = "LOCAL_AUTHORITY",
  REGIONAL_AUTHORITY = "REGIONAL_AUTHORITY",
  POLICE = "POLICE",
  UNIVERSITY = "UNIVERSITY",
  RESEARCH_CENTRE = "RESEARCH_CENTRE",
  NETWORK = "NETWORK",
  ASSOCIATION = "ASSOCIATION",
  EU_BODY = "EU_BODY",
  COMPANY = "COMPANY",
  PLATFORM_PROVIDER = "PLATFORM_PROVIDER",
  OTHER = "OTHER",
}
registerEnumType(OrganisationKind, {
  name: "OrganisationKind",
  description: "What sort of organisation it is.",
  valuesConfig: {
    LOCAL_AUTHORITY: {
      description: "A city, a municipality, a union or metropolis of them, or an office of one.",
    },
    REGIONAL_AUTHORITY: { description: "The authority of a region, province or federated state." },
    POLICE: { description: "A police force: local, regional or national." },
    UNIVERSITY: { description: "A university." },
    RESEARCH_CENTRE: { description: "An institute that does research without being a university." },
    NETWORK: { description: "A network of authorities or of practitioners." },
    ASSOCIATION: { description: "An association, charity or other body of civil society." },
    EU_BODY: { description: "An institution or agency of the European Union." },
    COMPANY: { description: "A business." },
    PLATFORM_PROVIDER: {
      description: "Whoever makes or runs software that cities use with their residents.",
    },
    OTHER: { description: "None of these, or not known." },
  },
});

export enum PlaceSort {
  NAME = "NAME",
  NEWEST = "NEWEST",
  CHANGED = "CHANGED",
  POPULATION = "POPULATION",
}
registerEnumType(PlaceSort, {
  name: "PlaceSort",
  description: "The order of a list of organisations or territories.",
  valuesConfig: {
    NAME: { description: "By the name in the original language, accents and case left aside." },
    NEWEST: { description: "Created last first." },
    CHANGED: { description: "Changed last first." },
    POPULATION: { description: "The most inhabitants first; those whose number is not known at the end." },
  },
});
