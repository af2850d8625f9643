import type { TestHub } from "../hub.ts";
import { type Made, made } from "./made.ts";

export interface ResourceWish {
  title?: string;
  status?: "DRAFT" | "IN_REVIEW" | "PUBLISHED" | "ARCHIVED";
  [field: string]: unknown;
}

/** A resource, published unless told otherwise. What is not a title, texts or status goes into the mutation's input as it is. */
export const makeResource = (hub: TestHub, wish: ResourceWish = {}): Promise<Made> =>
  made(hub, "Resource", wish);

/** A collection, as `makeResource`. */
export const makeCollection = (hub: TestHub, wish: ResourceWish = {}): Promise<Made> =>
  made(hub, "Collection", wish);
