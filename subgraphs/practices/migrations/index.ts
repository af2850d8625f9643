import { Practices1795337304317 } from "./1795337304317-practices.ts";
import { Erasure1795850100002 } from "./1795850100002-erasure.ts";
import { Trails1796000200003 } from "./1796000200003-trails.ts";

export const practiceMigrations = [Practices1795337304317, Erasure1795850100002, Trails1796000200003];
