import { Members1795338188407 } from "./1795338188407-members.ts";
import { Identity1795685291820 } from "./1795685291820-identity.ts";
import { Keys1795691377891 } from "./1795691377891-keys.ts";
import { Erasure1795693529465 } from "./1795693529465-erasure.ts";
import { Wall1795860100001 } from "./1795860100001-wall.ts";
import { Places1796000200001 } from "./1796000200001-places.ts";
import { Revisions1796000400015 } from "./1796000400015-revisions.ts";

export const memberMigrations = [
  Members1795338188407,
  Identity1795685291820,
  Keys1795691377891,
  Erasure1795693529465,
  Wall1795860100001,
  Places1796000200001,
  Revisions1796000400015,
];
