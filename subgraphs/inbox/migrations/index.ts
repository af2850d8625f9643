import { Inbox1796000300001 } from "./1796000300001-inbox.ts";
import { Digests1796000300002 } from "./1796000300002-digests.ts";

export const inboxMigrations = [Inbox1796000300001, Digests1796000300002];
