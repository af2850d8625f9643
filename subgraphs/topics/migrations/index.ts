import { Topics1795338189101 } from "./1795338189101-topics.ts";
import { Wall1795860100000 } from "./1795860100000-wall.ts";
import { Revisions1796000400016 } from "./1796000400016-revisions.ts";

export const topicMigrations = [Topics1795338189101, Wall1795860100000, Revisions1796000400016];
