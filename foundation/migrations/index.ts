import { Hub1795337303524 } from "./1795337303524-hub.ts";
import { People1795340444206 } from "./1795340444206-people.ts";
import { Following1795675400000 } from "./1795675400000-following.ts";
import { Letters1795848000000 } from "./1795848000000-letters.ts";
import { Erasure1795850000000 } from "./1795850000000-erasure.ts";
import { Wall1795860000000 } from "./1795860000000-wall.ts";

export const foundationMigrations = [
  Hub1795337303524,
  People1795340444206,
  Following1795675400000,
  Letters1795848000000,
  Erasure1795850000000,
  Wall1795860000000,
];
