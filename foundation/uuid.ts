import { v7 } from "uuid";

const form = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A new identifier: a UUID of version 7, so that later ones sort after earlier ones. */
export const newId = (): string => v7();

export const isUuid = (text: string): boolean => form.test(text);
