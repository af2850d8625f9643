import { Workshops1795338070384 } from "./1795338070384-workshops.ts";
import { Wall1795860100004 } from "./1795860100004-wall.ts";
import { Revisions1796000400012 } from "./1796000400012-revisions.ts";

export const workshopMigrations = [Workshops1795338070384, Wall1795860100004, Revisions1796000400012];
