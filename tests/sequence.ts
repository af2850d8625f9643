interface Suite {
  path: string;
}

/** Suites that take long by themselves, for they start servers, wait for what must come, or ask thousands of questions. */
const LONG = ["faults/faults", "cli/topology", "access", "indexer", "matrix", "bad-input", "saved-searches"];

/** Tells jest in which order to run suites: it begins with the long ones, so that none of them is left to the end. */
export default class LongFirst {
  sort(suites: readonly Suite[]): Suite[] {
    const place = ({ path }: Suite) => {
      const at = LONG.findIndex((name) => path.endsWith(`/${name}.test.js`));
      return at < 0 ? LONG.length : at;
    };
    return [...suites].sort((a, b) => place(a) - place(b) || a.path.localeCompare(b.path));
  }

  // What else jest asks of a sequencer: it is of no use here.
  shard = (suites: readonly Suite[]): readonly Suite[] => suites;
  allFailedTests = (suites: readonly Suite[]): readonly Suite[] => suites;
  cacheResults(): void {}
}
