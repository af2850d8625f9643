import { Workshops1795338070384 } from "./1795338070384-workshops.ts";

export const workshopMigrations = [Workshops1795338070384];
