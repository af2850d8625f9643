import "reflect-metadata";
import type { Subgraph } from "../foundation/subgraph.ts";
import { mayBePointedAt } from "../foundation/things.ts";
import { annotations } from "./annotations/index.ts";
import { groups } from "./groups/index.ts";
import { inbox } from "./inbox/index.ts";
import { members } from "./members/index.ts";
import { practices } from "./practices/index.ts";
import { projects } from "./projects/index.ts";
import { resources } from "./resources/index.ts";
import { search } from "./search/index.ts";
import { topics } from "./topics/index.ts";
import { workshops } from "./workshops/index.ts";

/** All rooms of the hub. A new room is one line here. */
export const rooms: readonly Subgraph[] = [
  members,
  topics,
  annotations,
  practices,
  projects,
  groups,
  resources,
  workshops,
  search,
  inbox,
];

for (const room of rooms) mayBePointedAt(room);
