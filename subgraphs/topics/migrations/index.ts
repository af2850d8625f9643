import { Topics1795338189101 } from "./1795338189101-topics.ts";

export const topicMigrations = [Topics1795338189101];
