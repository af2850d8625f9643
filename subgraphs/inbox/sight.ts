import sql, { type Sql } from "sql-template-tag";
import { pointsAtVisible } from "../../foundation/directory.ts";
import { sees } from "../../foundation/things.ts";
import type { Viewer } from "../../foundation/viewer.ts";

/** The condition that the viewer sees the record whose id `id` gives at this moment. A group is also seen by whom it has invited. */
export const recordSeen = (viewer: Viewer, id: string): Sql =>
  sql`(${pointsAtVisible({ viewer }, id)} OR ${sees(viewer, "WorkingGroup", id)})`;
