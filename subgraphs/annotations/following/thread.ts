import { parentPort } from "node:worker_threads";
import { anchorsOf } from "./anchoring.ts";

/** The thread in which notes are anchored: it answers each message, the arguments of `anchorsOf`, by the anchors. */
parentPort!.on("message", (work: Parameters<typeof anchorsOf>) =>
  parentPort!.postMessage(anchorsOf(...work)),
);
