/** Set up before the suites of a run in which every room is behind HTTP. */
Object.assign(globalThis, { hubTopology: "http" });
