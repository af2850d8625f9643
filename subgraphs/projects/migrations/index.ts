import { Projects1795338058618 } from "./1795338058618-projects.ts";
import { Wall1795860100003 } from "./1795860100003-wall.ts";
import { Revisions1796000400011 } from "./1796000400011-revisions.ts";

export const projectMigrations = [Projects1795338058618, Wall1795860100003, Revisions1796000400011];
