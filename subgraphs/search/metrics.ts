import { Counter, Histogram } from "prom-client";
import { metrics } from "../../foundation/metrics.ts";

const registers = [metrics];

export const searches = new Counter({
  name: "hub_searches_total",
  help: "Searches and suggestions that were answered, by the engine that did.",
  labelNames: ["engine"],
  registers,
});

export const searchDuration = new Histogram({
  name: "hub_search_duration_seconds",
  help: "How long the engines took to answer a search or a suggestion.",
  labelNames: ["engine"],
  buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5],
  registers,
});

export const degradedAnswers = new Counter({
  name: "hub_search_degraded_answers_total",
  help: "Answers of PostgreSQL in Meilisearch's place: it is absent, unavailable, or its index is behind.",
  labelNames: ["reason"],
  registers,
});

export const carried = new Counter({
  name: "hub_search_carried_total",
  help: "Records that were drawn from the graph or are gone from it (DRAW), or of which Meilisearch has heard (INDEX).",
  labelNames: ["step"],
  registers,
});

export const retried = new Counter({
  name: "hub_search_retries_total",
  help: "Times that a record could not be carried and was left to be tried again.",
  labelNames: ["step"],
  registers,
});

export const laidAside = new Counter({
  name: "hub_search_laid_aside_total",
  help: "Records that were laid aside: they could not be drawn (DRAW), or Meilisearch refused them (INDEX).",
  labelNames: ["step"],
  registers,
});

// So that a rise from nothing is seen as one.
for (const step of ["DRAW", "INDEX"])
  for (const counter of [carried, retried, laidAside]) counter.inc({ step }, 0);
for (const reason of ["absent", "unavailable", "behind"]) degradedAnswers.inc({ reason }, 0);
