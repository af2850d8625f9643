import type { TestHub } from "../hub.ts";
import { type Made, made } from "./made.ts";

export interface PracticeWish {
  title?: string;
  status?: "DRAFT" | "IN_REVIEW" | "PUBLISHED" | "ARCHIVED";
  [field: string]: unknown;
}

/** A practice, published unless told otherwise. What is not a title, texts or status goes into the mutation's input as it is. */
export const makePractice = (hub: TestHub, wish: PracticeWish = {}): Promise<Made> =>
  made(hub, "Practice", wish);
