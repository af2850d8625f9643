import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { anchorsOf } from "./anchoring.ts";
import type { StoredAnchor } from "./following.entity.ts";

/**
 * Anchors notes in a thread of its own, which begins with the first of them: in a text of which every part is like every
 * other it takes seconds, and meanwhile this process answers its readers.
 */
export class AnchoringThread {
  #worker: Worker | undefined;

  /** As `anchorsOf`, for one caller at a time. Rejects where the thread fails; the next call begins another. */
  async anchorsOf(...work: Parameters<typeof anchorsOf>): Promise<StoredAnchor[]> {
    this.#worker ??= new Worker(new URL("./thread.js", import.meta.url));
    try {
      this.#worker.postMessage(work);
      const [anchors] = await once(this.#worker, "message");
      return anchors;
    } catch (error) {
      this.#worker = undefined;
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }
}
