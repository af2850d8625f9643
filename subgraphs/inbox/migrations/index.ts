import { Inbox1796000300001 } from "./1796000300001-inbox.ts";

export const inboxMigrations = [Inbox1796000300001];
