import type { House } from "../cli/house.ts";

const AT_ONCE = 4;
const CREATE = `mutation Create($title: String!) {
  createPractice(input: { language: en, texts: { title: $title } }) { id revision }
}`;
const PUBLISH = `mutation Publish($id: ID!, $revision: Int!) { publishPractice(id: $id, revision: $revision) { id } }`;
const FIND = `query Find($query: String!) { search(query: $query, first: 1) { nodes { id } } }`;

/** Publishes so many records, a few at a time, and asks for each until everybody finds it: milliseconds from the answer to the write. */
export async function freshness(house: House, url: string, writes: number): Promise<number[]> {
  const times: number[] = [];
  let left = writes;
  const one = async () => {
    while (left > 0) {
      const word = `fresh${(left--).toString(36)}x${Math.random().toString(36).slice(2, 10)}`;
      const { createPractice } = await said(house, CREATE, { title: word });
      await said(house, PUBLISH, createPractice);
      const began = performance.now();
      while (!(await finds(url, word))) await new Promise((resolve) => setTimeout(resolve, 10));
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  return times;
}

// biome-ignore lint/suspicious/noExplicitAny: an answer has the shape its query asks for
async function said(house: House, query: string, variables: Record<string, unknown>): Promise<any> {
  const { data, errors } = await house.ask(query, variables);
  if (errors?.length) throw new Error(errors[0]!.message);
  return data;
}

async function finds(url: string, word: string): Promise<boolean> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: FIND, variables: { query: word } }),
  });
  const { data } = (await answer.json()) as { data: { search: { nodes: unknown[] } } };
  return data.search.nodes.length > 0;
}
