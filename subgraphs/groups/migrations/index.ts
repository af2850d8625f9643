import { Groups1795338387781 } from "./1795338387781-groups.ts";

export const groupMigrations = [Groups1795338387781];
