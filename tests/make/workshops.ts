import type { TestHub } from "../hub.ts";
import { type Made, made } from "./made.ts";

export interface WorkshopWish {
  title?: string;
  status?: "DRAFT" | "IN_REVIEW" | "PUBLISHED" | "ARCHIVED";
  [field: string]: unknown;
}

/** A workshop, published unless told otherwise. What is not a title, texts or status goes into the mutation's input as it is. */
export const makeWorkshop = (hub: TestHub, wish: WorkshopWish = {}): Promise<Made> =>
  made(hub, "Workshop", wish);

/** A series, as `makeWorkshop`. */
export const makeSeries = (hub: TestHub, wish: WorkshopWish = {}): Promise<Made> => made(hub, "Series", wish);
