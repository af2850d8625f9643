import type { EntityManager } from "typeorm";

/** From now on every deed is done to its end and then undone, so that one thing serves all who try something on it. */
export function undoDeeds(db: EntityManager): void {
  const transaction = db.transaction.bind(db) as <T>(work: (tx: EntityManager) => Promise<T>) => Promise<T>;
  const undone = new Error("The deed is undone.");
  db.transaction = (async <T>(work: (tx: EntityManager) => Promise<T>) => {
    let result: T;
    try {
      await transaction(async (tx) => {
        result = await work(tx);
        throw undone;
      });
    } catch (error) {
      if (error !== undone) throw error;
    }
    return result!;
  }) as EntityManager["transaction"];
}
