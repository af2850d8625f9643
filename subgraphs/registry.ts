import "reflect-metadata";
import type { Subgraph } from "../foundation/subgraph.ts";
import { practices } from "./practices/index.ts";
import { projects } from "./projects/index.ts";
import { workshops } from "./workshops/index.ts";

/** All rooms of the hub. A new room is one line here. */
export const rooms: readonly Subgraph[] = [practices, projects, workshops];
