import { Annotations1795338173293 } from "./1795338173293-annotations.ts";
import { Erasure1795850100000 } from "./1795850100000-erasure.ts";
import { Revisions1796000400017 } from "./1796000400017-revisions.ts";

export const annotationMigrations = [Annotations1795338173293, Erasure1795850100000, Revisions1796000400017];
