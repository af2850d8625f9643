import { Annotations1795338173293 } from "./1795338173293-annotations.ts";
import { Erasure1795850100000 } from "./1795850100000-erasure.ts";
import { Wall1795860100007 } from "./1795860100007-wall.ts";

export const annotationMigrations = [Annotations1795338173293, Erasure1795850100000, Wall1795860100007];
