import { Resources1795338349088 } from "./1795338349088-resources.ts";
import { Revisions1796000400014 } from "./1796000400014-revisions.ts";

export const resourceMigrations = [Resources1795338349088, Revisions1796000400014];
