import { Annotations1795338173293 } from "./1795338173293-annotations.ts";
import { Erasure1795850100000 } from "./1795850100000-erasure.ts";
import { Mentions1796000100001 } from "./1796000100001-mentions.ts";
import { Flags1796000100002 } from "./1796000100002-flags.ts";
import { Newcomers1796000100003 } from "./1796000100003-newcomers.ts";
import { Questions1796000100004 } from "./1796000100004-questions.ts";
import { Experience1796000200002 } from "./1796000200002-experience.ts";
import { Groups1796000200006 } from "./1796000200006-groups.ts";
import { Anchors1796000300000 } from "./1796000300000-anchors.ts";
import { Origin1796000300001 } from "./1796000300001-origin.ts";
import { Revisions1796000400017 } from "./1796000400017-revisions.ts";

export const annotationMigrations = [
  Annotations1795338173293,
  Erasure1795850100000,
  Experience1796000200002,
  Groups1796000200006,
  Anchors1796000300000,
  Origin1796000300001,
  Revisions1796000400017,
  Mentions1796000100001,
  Flags1796000100002,
  Newcomers1796000100003,
  Questions1796000100004,
];
