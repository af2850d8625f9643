import { Documents1795675500000 } from "./1795675500000-documents.ts";

export const searchMigrations = [Documents1795675500000];
