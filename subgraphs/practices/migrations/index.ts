import { Practices1795337304317 } from "./1795337304317-practices.ts";
import { Erasure1795850100002 } from "./1795850100002-erasure.ts";
import { Wall1795860100002 } from "./1795860100002-wall.ts";

export const practiceMigrations = [Practices1795337304317, Erasure1795850100002, Wall1795860100002];
