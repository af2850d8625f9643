/** Native ESM; TypeScript and its decorators compiled by SWC, which emits the metadata that type-graphql and TypeORM read. */
const shared = {
  testEnvironment: "node",
  globalSetup: "<rootDir>/tests/global-setup.ts",
  globalTeardown: "<rootDir>/tests/global-teardown.ts",
  setupFiles: ["reflect-metadata"],
  extensionsToTreatAsEsm: [".ts"],
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      {
        jsc: {
          target: "es2023",
          parser: { syntax: "typescript", decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
        },
        module: { type: "es6" },
        sourceMaps: "inline",
      },
    ],
  },
};

/** Tests at the front door to which it is all the same how rooms are reached. */
const alike = ["house", "generate", "indexer", "repair"].map((name) => `<rootDir>/tests/${name}.test.ts`);

/** All tests with the hub in one process; those that ask at the front door once more with every room behind HTTP. */
export default {
  maxWorkers: 2,
  // Native modules of a suite stay in the memory of its worker (some 40 MB each); one that has grown is replaced, for it
  // would be slow, and would take so long to end that it had to be killed.
  workerIdleMemoryLimit: "500MB",
  testTimeout: 30_000,
  projects: [
    { ...shared, displayName: "one process", testMatch: ["<rootDir>/tests/**/*.test.ts"] },
    {
      ...shared,
      displayName: "rooms behind HTTP",
      testMatch: ["<rootDir>/tests/*.test.ts"],
      testPathIgnorePatterns: alike,
      globals: { hubTopology: "http" },
    },
  ],
};
