import { type GraphQLSchema, isObjectType, parse, TypeInfo, visit, visitWithTypeInfo } from "graphql";

/** Notes which fields of the object types that queries reach are asked for. */
export class Covered {
  private readonly seen = new Set<string>();

  constructor(private readonly schema: GraphQLSchema) {}

  note(operation: string): void {
    const types = new TypeInfo(this.schema);
    const field = ({ name }: { name: { value: string } }) => {
      this.seen.add(`${types.getParentType()?.name}.${name.value}`);
    };
    visit(parse(operation, { noLocation: true }), visitWithTypeInfo(types, { Field: field }));
  }

  /** The fields that were not asked for, and how many there are in all. */
  left(): { missed: string[]; all: number } {
    const all = Object.values(this.schema.getTypeMap())
      .filter(
        (type) => isObjectType(type) && type !== this.schema.getMutationType() && !/^__/.test(type.name),
      )
      .flatMap((type) =>
        isObjectType(type) ? Object.keys(type.getFields()).map((name) => `${type.name}.${name}`) : [],
      );
    return { missed: all.filter((name) => !this.seen.has(name)), all: all.length };
  }
}
