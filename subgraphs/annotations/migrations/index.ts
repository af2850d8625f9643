import { Annotations1795338173293 } from "./1795338173293-annotations.ts";
import { Erasure1795850100000 } from "./1795850100000-erasure.ts";
import { Wall1795860100007 } from "./1795860100007-wall.ts";
import { Mentions1796000100001 } from "./1796000100001-mentions.ts";
import { Flags1796000100002 } from "./1796000100002-flags.ts";
import { Newcomers1796000100003 } from "./1796000100003-newcomers.ts";
import { Questions1796000100004 } from "./1796000100004-questions.ts";
import { Experience1796000200002 } from "./1796000200002-experience.ts";
import { Groups1796000200006 } from "./1796000200006-groups.ts";
import { Anchors1796000300000 } from "./1796000300000-anchors.ts";
import { Origin1796000300001 } from "./1796000300001-origin.ts";
import { Revisions1796000400017 } from "./1796000400017-revisions.ts";
import { LaterWall1796000900007 } from "./1796000900007-later-wall.ts";
import { QuestionsWall1796000950000 } from "./1796000950000-questions-wall.ts";
import { RevisionsWall1796001000007 } from "./1796001000007-revisions-wall.ts";

export const annotationMigrations = [
  Annotations1795338173293,
  Erasure1795850100000,
  Wall1795860100007,
  Mentions1796000100001,
  Flags1796000100002,
  Newcomers1796000100003,
  Questions1796000100004,
  Experience1796000200002,
  Groups1796000200006,
  Anchors1796000300000,
  Origin1796000300001,
  Revisions1796000400017,
  LaterWall1796000900007,
  QuestionsWall1796000950000,
  RevisionsWall1796001000007,
];
