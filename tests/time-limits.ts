import { addEventHandler, getState } from "jest-circus";

/** How long a test, and what goes before and after it, may take unless it says otherwise, in milliseconds. */
const USUAL = 90_000;

/** What the test files have said with `jest.setTimeout`, by the outermost block of each. */
const said = new WeakMap<object, number>();

jest.setTimeout = (ms) => {
  said.set(getState().rootDescribeBlock, ms);
  return jest;
};

/** The runner itself waits for ever. */
addEventHandler((event, { currentDescribeBlock, rootDescribeBlock }) => {
  if (event.name !== "add_test" && event.name !== "add_hook") return;
  const { fn } = event;
  const added =
    event.name === "add_test" ? currentDescribeBlock.tests.at(-1) : currentDescribeBlock.hooks.at(-1);
  if (!fn || !added) return;
  const ms = event.timeout ?? said.get(rootDescribeBlock) ?? USUAL;
  added.fn = () => within(ms, fn as () => unknown);
});

async function within(ms: number, work: () => unknown): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`It took longer than ${ms} ms.`)), ms);
  });
  return Promise.race([Promise.resolve().then(work), late]).finally(() => clearTimeout(timer));
}
