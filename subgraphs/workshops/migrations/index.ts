import { Workshops1795338070384 } from "./1795338070384-workshops.ts";
import { Revisions1796000400012 } from "./1796000400012-revisions.ts";

export const workshopMigrations = [Workshops1795338070384, Revisions1796000400012];
