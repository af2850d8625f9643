/**
 * Suites run as they are compiled, natively, in three processes. A process keeps the modules of the hub from
 * one suite to the next, as a hub does: what modules remember is the same for all of them.
 */
const shared = {
  runner: "jest-light-runner/child-process",
  roots: ["<rootDir>/dist/tests"],
  globalSetup: "<rootDir>/dist/tests/global-setup.js",
  globalTeardown: "<rootDir>/dist/tests/global-teardown.js",
  setupFilesAfterEnv: ["<rootDir>/dist/tests/time-limits.js"],
  transform: {},
};

/** Tests at the front door to which it is all the same how rooms are reached. */
const alike = [
  ...["house", "generate", "seeds", "wall"],
  ...["indexer", "repair", "relevance", "search-box", "saved-searches"],
].map((name) => `<rootDir>/dist/tests/${name}.test.js`);

/** Tests of what rooms do among themselves: over HTTP it is the same as in one process, and is asked in a thorough run alone. */
const within = [
  ...["adoptions", "collections", "digest", "idempotency", "keys", "memberships"],
  ...["privacy", "questions", "revisions", "threads", "together"],
].map((name) => `<rootDir>/dist/tests/${name}.test.js`);
const thorough = process.env.HUB_TEST_THOROUGH === "yes";

/** All tests with the hub in one process; those that ask at the front door once more with every room behind HTTP. */
export default {
  maxWorkers: 3,
  testSequencer: "<rootDir>/dist/tests/sequence.js",
  projects: [
    { ...shared, displayName: "one process", testMatch: ["<rootDir>/dist/tests/**/*.test.js"] },
    {
      ...shared,
      displayName: "rooms behind HTTP",
      testMatch: ["<rootDir>/dist/tests/*.test.js"],
      testPathIgnorePatterns: [...alike, ...(thorough ? [] : within)],
      setupFiles: ["<rootDir>/dist/tests/behind-http.js"],
    },
  ],
};
