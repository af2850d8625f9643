import { Annotations1795338173293 } from "./1795338173293-annotations.ts";

export const annotationMigrations = [Annotations1795338173293];
