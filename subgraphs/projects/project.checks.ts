import { country as countryCode } from "../../foundation/country.ts";
import { endsBefore } from "../../foundation/partial-date.ts";
import { badInput } from "../../foundation/problems.ts";
import { checkText } from "../../foundation/texts.ts";
import { webAddress } from "../../foundation/web-address.ts";
import type { ProjectBudget, ProjectPartnerInput } from "./consortium.ts";
import type { OutputWords, ProjectOutputInput } from "./outputs.ts";
import type { ProjectChange } from "./project.input.ts";

/** Makes sure that what is said of a project is of the form its fields ask for; what it refers to is checked elsewhere. */
export function checkProject(input: ProjectChange) {
  const { acronym, aliases, programme, website, partners, budget, outputs, texts } = input;
  if (acronym) checkText("acronym", acronym, 50);
  if (programme) checkText("programme", programme, 200);
  if (aliases && aliases.length > 30) throw badInput("aliases", "A project has at most 30 other names.");
  for (const alias of aliases ?? []) checkText("aliases", alias, 200);
  if (website) webAddress("website", website);
  if (partners) checkPartners(partners);
  if (budget) checkBudget(budget);
  if (outputs) checkOutputs(outputs);
  if (texts?.outputWords) checkOutputWords(texts.outputWords);
}

/** Makes sure that an end does not lie before a beginning, as far as both are known. */
export function checkPeriod(start: string | null | undefined, end: string | null | undefined) {
  if (endsBefore(start, end)) throw badInput("end", "A project cannot end before it begins.");
}

/** Makes sure that the words of outputs have titles and name each output once. */
export function checkOutputWords(words: readonly OutputWords[]) {
  if (words.some(({ title }) => !title.trim())) throw badInput("outputWords", "An output needs a title.");
  once(words, "outputWords");
}

function checkPartners(partners: readonly ProjectPartnerInput[]) {
  if (partners.length > 200) throw badInput("partners", "A project has at most 200 partners.");
  for (const { country, role } of partners) {
    if (country) countryCode(country, "partners.country");
    if (role) checkText("partners.role", role, 500);
  }
  const ids = partners.map(({ organisationId }) => organisationId);
  if (new Set(ids).size < ids.length) throw badInput("partners", "An organisation is named twice.");
  if (partners.filter(({ isLead }) => isLead).length > 1)
    throw badInput("partners", "A project has one lead: name the others as partners.");
}

function checkBudget({ total, funding, currency, period }: ProjectBudget) {
  if (!/^[A-Z]{3}$/.test(currency))
    throw badInput("budget.currency", "A currency is an ISO 4217 code such as EUR.");
  if ((total ?? 0) < 0 || (funding ?? 0) < 0) throw badInput("budget", "An amount cannot be below zero.");
  if (total != null && funding != null && funding > total)
    throw badInput("budget.funding", "The funding cannot be above the total.");
  if (period) checkText("budget.period", period, 100);
}

function checkOutputs(outputs: readonly ProjectOutputInput[]) {
  if (outputs.length > 100) throw badInput("outputs", "A project has at most 100 outputs.");
  for (const { key, url } of outputs) {
    if (!checkText("outputs.key", key, 100)) throw badInput("outputs.key", "An output needs a key.");
    if (url) webAddress("outputs.url", url);
  }
  once(outputs, "outputs");
}

function once(named: readonly { key: string }[], field: string) {
  const keys = named.map(({ key }) => key);
  if (new Set(keys).size < keys.length) throw badInput(field, "Two outputs have the same key.");
}
