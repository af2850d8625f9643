import { Resources1795338349088 } from "./1795338349088-resources.ts";
import { Wall1795860100006 } from "./1795860100006-wall.ts";
import { Revisions1796000400014 } from "./1796000400014-revisions.ts";

export const resourceMigrations = [Resources1795338349088, Wall1795860100006, Revisions1796000400014];
