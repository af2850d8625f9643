import { Groups1795338387781 } from "./1795338387781-groups.ts";
import { Erasure1795850100001 } from "./1795850100001-erasure.ts";
import { Wall1795860100005 } from "./1795860100005-wall.ts";

export const groupMigrations = [Groups1795338387781, Erasure1795850100001, Wall1795860100005];
