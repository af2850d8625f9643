import { Topics1795338189101 } from "./1795338189101-topics.ts";
import { Wall1795860100000 } from "./1795860100000-wall.ts";

export const topicMigrations = [Topics1795338189101, Wall1795860100000];
