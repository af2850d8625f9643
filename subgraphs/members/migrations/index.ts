import { Members1795338188407 } from "./1795338188407-members.ts";

export const memberMigrations = [Members1795338188407];
