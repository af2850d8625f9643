import { Hub1795337303524 } from "./1795337303524-hub.ts";
import { People1795340444206 } from "./1795340444206-people.ts";
import { Following1795675400000 } from "./1795675400000-following.ts";
import { Letters1795848000000 } from "./1795848000000-letters.ts";
import { Erasure1795850000000 } from "./1795850000000-erasure.ts";
import { Wall1795860000000 } from "./1795860000000-wall.ts";
import { Belonging1796000100000 } from "./1796000100000-belonging.ts";
import { Exchange1796000200000 } from "./1796000200000-exchange.ts";
import { Feeds1796000200005 } from "./1796000200005-feeds.ts";
import { Events1796000300000 } from "./1796000300000-events.ts";
import { Idempotency1796000400000 } from "./1796000400000-idempotency.ts";
import { Revisions1796000400001 } from "./1796000400001-revisions.ts";
import { FirstRevisions1796000400002 } from "./1796000400002-first-revisions.ts";
import { LaterWall1796000900000 } from "./1796000900000-later-wall.ts";
import { LaterErasure1796000950000 } from "./1796000950000-erasure.ts";
import { RevisionsWall1796001000000 } from "./1796001000000-revisions-wall.ts";

export const foundationMigrations = [
  Hub1795337303524,
  People1795340444206,
  Following1795675400000,
  Letters1795848000000,
  Erasure1795850000000,
  Wall1795860000000,
  Belonging1796000100000,
  Exchange1796000200000,
  Feeds1796000200005,
  Events1796000300000,
  Idempotency1796000400000,
  Revisions1796000400001,
  FirstRevisions1796000400002,
  LaterWall1796000900000,
  LaterErasure1796000950000,
  RevisionsWall1796001000000,
];
