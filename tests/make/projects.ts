import type { TestHub } from "../hub.ts";
import { type Made, made } from "./made.ts";

export interface ProjectWish {
  title?: string;
  status?: "DRAFT" | "IN_REVIEW" | "PUBLISHED" | "ARCHIVED";
  [field: string]: unknown;
}

/** A project, published unless told otherwise. What is not a title, texts or status goes into the mutation's input as it is. */
export const makeProject = (hub: TestHub, wish: ProjectWish = {}): Promise<Made> =>
  made(hub, "Project", wish);
