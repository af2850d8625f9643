import { Documents1795675500000 } from "./1795675500000-documents.ts";
import { SavedSearches1795762000000 } from "./1795762000000-saved-searches.ts";
import { Swaps1795848100000 } from "./1795848100000-swaps.ts";
import { Erasure1795850100003 } from "./1795850100003-erasure.ts";
import { Wall1795860100008 } from "./1795860100008-wall.ts";
import { DrawnBy1796001100000 } from "./1796001100000-drawn-by.ts";

export const searchMigrations = [
  Documents1795675500000,
  SavedSearches1795762000000,
  Swaps1795848100000,
  Erasure1795850100003,
  Wall1795860100008,
  DrawnBy1796001100000,
];
