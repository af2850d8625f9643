import { Practices1795337304317 } from "./1795337304317-practices.ts";

export const practiceMigrations = [Practices1795337304317];
