import { connected } from "../foundation/connected.ts";

/** Whether the tables of this hub are there: its youngest stands for all of them. */
export const tablesOf = (databaseUrl: string): Promise<"there" | "none" | "old"> =>
  connected(databaseUrl, { name: "hub" }, async (db) => {
    const { rows } = await db.query(
      "SELECT to_regclass('hub.record') IS NULL AS none, to_regclass('search.drawn_by') IS NULL AS old",
    );
    return rows[0].none ? "none" : rows[0].old ? "old" : "there";
  });

/** What that means to the person at the terminal. */
export const tableSays = {
  none: "there are no tables yet, they are made at the first start",
  old: "the tables are not up to date: start the hub, or run npm run hub migrate",
};
