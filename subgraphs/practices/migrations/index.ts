import { Practices1795337304317 } from "./1795337304317-practices.ts";
import { Erasure1795850100002 } from "./1795850100002-erasure.ts";
import { Wall1795860100002 } from "./1795860100002-wall.ts";
import { Trails1796000200003 } from "./1796000200003-trails.ts";
import { Revisions1796000400010 } from "./1796000400010-revisions.ts";
import { LaterWall1796000900002 } from "./1796000900002-later-wall.ts";

export const practiceMigrations = [
  Practices1795337304317,
  Erasure1795850100002,
  Wall1795860100002,
  Trails1796000200003,
  Revisions1796000400010,
  LaterWall1796000900002,
];
