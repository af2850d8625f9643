import { Resources1795338349088 } from "./1795338349088-resources.ts";

export const resourceMigrations = [Resources1795338349088];
