import { Topics1795338189101 } from "./1795338189101-topics.ts";
import { Revisions1796000400016 } from "./1796000400016-revisions.ts";

export const topicMigrations = [Topics1795338189101, Revisions1796000400016];
