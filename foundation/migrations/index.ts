import { Hub1795337303524 } from "./1795337303524-hub.ts";

export const foundationMigrations = [Hub1795337303524];
