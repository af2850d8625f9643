import { Workshops1795338070384 } from "./1795338070384-workshops.ts";
import { Wall1795860100004 } from "./1795860100004-wall.ts";

export const workshopMigrations = [Workshops1795338070384, Wall1795860100004];
