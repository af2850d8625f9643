import { wordsOf } from "../../subgraphs/search/analysis/words.ts";
import { Thesaurus } from "../../subgraphs/search/thesaurus.ts";

const media = "0190a000-0000-7000-8000-000000000001";
const cameras = "0190a000-0000-7000-8000-000000000002";
const thesaurus = new Thesaurus([
  { id: media, names: { en: ["Social media"], it: ["Social media", "social", "reti sociali"] } },
  { id: cameras, names: { en: ["Video surveillance", "CCTV"], fr: ["Vidéosurveillance"] } },
]);
const topicIn = (text: string, language: Parameters<Thesaurus["at"]>[2]) =>
  thesaurus.at(wordsOf(text), 0, language)?.id;

test("a topic is recognised by what another language calls it", () => {
  expect(topicIn("CCTV", "fr")).toBe(cameras);
  expect(topicIn("vidéosurveillance", "en")).toBe(cameras);
  expect(topicIn("reti sociali", "de")).toBe(media);
});

test("a word that a language has itself is no name in another one, unless several words together are", () => {
  expect(topicIn("social", "it")).toBe(media);
  expect(topicIn("social innovation", "en")).toBeUndefined();
  expect(topicIn("social", "pt")).toBeUndefined();
  expect(topicIn("social media", "pt")).toBe(media);
});
