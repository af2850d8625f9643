import { Groups1795338387781 } from "./1795338387781-groups.ts";
import { Erasure1795850100001 } from "./1795850100001-erasure.ts";
import { Wall1795860100005 } from "./1795860100005-wall.ts";
import { Invitations1796000200004 } from "./1796000200004-invitations.ts";
import { Revisions1796000400013 } from "./1796000400013-revisions.ts";
import { RevisionsWall1796001000005 } from "./1796001000005-revisions-wall.ts";

export const groupMigrations = [
  Groups1795338387781,
  Erasure1795850100001,
  Wall1795860100005,
  Invitations1796000200004,
  Revisions1796000400013,
  RevisionsWall1796001000005,
];
