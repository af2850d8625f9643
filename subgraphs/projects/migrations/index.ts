import { Projects1795338058618 } from "./1795338058618-projects.ts";

export const projectMigrations = [Projects1795338058618];
