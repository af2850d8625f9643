import type { HubContext } from "../../foundation/context.ts";
import { STRANGER, type Viewer } from "../../foundation/viewer.ts";
import { isFrequent, noteFrequent } from "../../subgraphs/search/postgres/frequent.ts";

const db = { connection: {} };
const as = (viewer: Viewer) => ({ db, viewer }) as HubContext;
const nobody = { roles: [], groups: [], scopes: [] } as const;
const member = (id: string): Viewer => ({ ...nobody, kind: "MEMBER", member: id, roles: ["MEMBER"] });
const partner = (...scopes: string[]): Viewer => ({ ...nobody, kind: "PARTNER", scopes }) as Viewer;

test("a term that is frequent in what everybody reads is so for all who read it, and for nobody else", () => {
  noteFrequent(as(STRANGER), "'night'");
  expect(isFrequent(as(STRANGER), "'night'")).toBe(true);
  expect(isFrequent(as(member("anna")), "'night'")).toBe(true);
  expect(isFrequent(as(partner("content:public")), "'night'")).toBe(true);
  expect(isFrequent(as(partner()), "'night'")).toBe(false);
  expect(isFrequent(as(STRANGER), "'day'")).toBe(false);
});

test("a term that is frequent in what one person reads tells nobody else anything", () => {
  noteFrequent(as(member("anna")), "'draft'");
  expect(isFrequent(as(member("anna")), "'draft'")).toBe(true);
  expect(isFrequent(as(member("bela")), "'draft'")).toBe(false);
  expect(isFrequent(as(STRANGER), "'draft'")).toBe(false);
});

test("after a while it is counted anew", () => {
  jest.useFakeTimers();
  try {
    noteFrequent(as(STRANGER), "'dusk'");
    jest.advanceTimersByTime(601_000);
    expect(isFrequent(as(STRANGER), "'dusk'")).toBe(false);
  } finally {
    jest.useRealTimers();
  }
});
