import { Directive, Field, ID, ObjectType } from "type-graphql";
import { type Kind, typeOfKind } from "./enums.ts";

/** A record of another room as this room knows it: its id. Each room makes its own, so that the fields it adds stay its own. */
export function reference(typeName: string): new () => { id: string } {
  @ObjectType(typeName, { simpleResolvers: true })
  @Directive('@key(fields: "id")')
  class Reference {
    @Field(() => ID)
    id: string;
  }
  return Reference;
}

/** A reference class for every kind of record, for rooms that point at records of any kind. */
export const referencesByKind = (): Record<Kind, new () => { id: string }> =>
  Object.fromEntries(Object.entries(typeOfKind).map(([kind, type]) => [kind, reference(type)])) as never;

/** A record of any kind as the graph refers to it: its type and its id. */
export interface RecordRef {
  __typename: string;
  id: string;
}

export const recordRef = ({ kind, id }: { kind: Kind; id: string }): RecordRef => ({
  __typename: typeOfKind[kind],
  id,
});
