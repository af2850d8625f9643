import type { Finding } from "./finding.ts";

/** What a hub has answered to searches since it started, and how often its work in the background could not go on, as its metrics tell. */
export async function answersOf(hubUrl: string): Promise<Finding> {
  const name = "Searches";
  const { METRICS_TOKEN: token } = process.env;
  const answer = await fetch(new URL("/metrics", hubUrl), {
    headers: token ? { authorization: `Bearer ${token}` } : {},
    signal: AbortSignal.timeout(5_000),
  }).catch(() => null);
  const text = answer?.ok ? await answer.text() : "";
  if (!text.includes("hub_searches_total"))
    return { good: true, name, says: "not told: the hub shows its metrics with METRICS_TOKEN alone" };

  const totalOf = (metric: string) => [...valuesOf(text, metric).values()].reduce((sum, one) => sum + one, 0);
  const reasons = [...valuesOf(text, "hub_search_degraded_answers_total")].filter(([, count]) => count > 0);
  const degraded = reasons.map(([reason, count]) => `${count} because Meilisearch was ${reason}`);
  const failed = totalOf("hub_search_retries_total") + totalOf("hub_pauses_total");
  return {
    good: true,
    name,
    says: [
      `${totalOf("hub_searches_total")} answered since the start`,
      degraded.length === 0 ? "none degraded" : `degraded ${degraded.join(", ")}`,
      failed === 0
        ? "no task in the background failed"
        : `${failed} tasks in the background failed and were tried again`,
    ].join("; "),
  };
}

/** The values of a metric with one label, by what the label says. */
function valuesOf(text: string, metric: string): Map<string, number> {
  const lines = text.matchAll(new RegExp(`^${metric}\\{\\w+="([^"]*)"\\} (\\d+)`, "gm"));
  return new Map([...lines].map(([, label, value]) => [label!, Number(value)]));
}
