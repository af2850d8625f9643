import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from "graphql";

/** How long the lists on a path are: longer than what anybody may see of one kind, short enough for three steps. */
const FIRST = 14;
/** At the third step a few are enough: the newest come first, and those that nobody may see are the newest. */
const FEW = 5;
/** Where one goes further still. */
const FEWEST = 3;

/** What tells of a record, a note or a person in short. */
const NAMES = ["id", "title", "name", "label"];
const BRIEF = [...NAMES, "body", "changed", "state"];

type Field = GraphQLField<unknown, unknown>;
/** What is asked of the things that a field leads to. */
type Inside = (type: GraphQLNamedType) => string;

/** Writes operations that walk through a schema from one thing to the next: a record, a note, a person. */
export class Paths {
  readonly #things: ReadonlySet<string>;

  /** `things` are the types that count as a step; what lies between them is walked through. */
  constructor(
    private readonly schema: GraphQLSchema,
    things: readonly string[],
    private readonly values: Readonly<Record<string, unknown>>,
  ) {
    this.#things = new Set(things);
  }

  /** A root field with all that its things say of themselves, and in short what they lead to. */
  fromRoot(field: Field, args = this.#args(field)): string {
    return `{ ${this.#written(field, args, (type) => this.#whole(type))} }`;
  }

  /** As many operations as a thing has ways to others: each goes one way, and from there all ways. */
  *fromOne(field: Field, args: string): Generator<string> {
    for (const way of this.#ways(getNamedType(field.type))) {
      for (const only of this.#kindsBehind(getNamedType(way.type))) {
        // A list in a list is taken to be so long that only some of the ways beyond fit into one request.
        const parts = isListType(getNullableType(way.type)) && !this.#isThing(getNamedType(way.type)) ? 3 : 1;
        for (let part = 0; part < parts; part++) {
          const beyond: Inside = (type) => this.#beyond(type, (i) => i % parts === part);
          yield `{ ${field.name}${args} { ${this.#written(way, this.#args(way), this.#within(only, beyond))} } }`;
        }
      }
    }
  }

  /** A root field, and from its things on one way for each of these numbers; what stands at its end says all of itself. */
  wandering(field: Field, args: string, ways: readonly number[]): string {
    return `{ ${this.#written(field, args, (type) => this.#onwards(type, ways), true)} }`;
  }

  #onwards(type: GraphQLNamedType, [way, ...further]: readonly number[]): string {
    if (way === undefined) return `{ ${this.#own(type)} }`;
    if (isUnionType(type)) {
      const one = type.getTypes()[way % type.getTypes().length]!;
      return `{ ... on ${one.name} ${this.#onwards(one, [way, ...further])} }`;
    }
    const ways = this.#ways(type);
    const next = ways[way % ways.length];
    if (!next) return `{ ${this.#own(type)} }`;
    const beyond: Inside = (type) => this.#onwards(type, further);
    return `{ ${this.#inShort(type)} ${this.#written(next, this.#args(next, FEWEST), beyond, true)} }`;
  }

  /** A thing with all that it says of itself, and in short what it leads to. */
  #whole(type: GraphQLNamedType): string {
    if (!isObjectType(type)) return this.#brief(type);
    // What a saved search finds is counted by facets: lists in lists in lists.
    const first = type.name === "SavedSearch" ? FEW : FIRST;
    const ways = this.#ways(type).map((field) => this.#written(field, this.#args(field, first), this.#brief));
    return `{ ${this.#own(type)} ${ways.join(" ")} }`;
  }

  /** A thing in short, and what the chosen ones of its ways lead to in short. */
  #beyond(type: GraphQLNamedType, chosen: (way: number) => boolean): string {
    if (!isObjectType(type)) return this.#brief(type);
    const ways = this.#ways(type)
      .filter((_, i) => chosen(i))
      .map((field) => this.#written(field, this.#args(field, FEW), this.#brief));
    return `{ ${this.#inShort(type)} ${ways.join(" ")} }`;
  }

  readonly #brief: Inside = (type) => {
    if (isUnionType(type))
      return `{ ${type
        .getTypes()
        .map((one) => `... on ${one.name} { ${this.#inShort(one, NAMES)} }`)
        .join(" ")} }`;
    return `{ ${this.#inShort(type)} }`;
  };

  #inShort(type: GraphQLNamedType, wanted: readonly string[] = BRIEF): string {
    const fields = isObjectType(type) ? wanted.filter((name) => type.getFields()[name]) : [];
    return ["__typename", ...fields].join(" ");
  }

  /** A field down to the things behind it. */
  #written(field: Field, args: string, inside: Inside, edges = false): string {
    const type = getNamedType(field.type);
    return `${field.name}${args} ${this.#isThing(type) ? inside(type) : this.#between(type, inside, edges)}`;
  }

  #between(type: GraphQLNamedType, inside: Inside, edges: boolean): string {
    if (!isObjectType(type)) return "";
    const ways = this.#ways(type)
      .filter(({ name }) => name !== "edges")
      .map((field) => this.#written(field, this.#args(field), inside, edges));
    return `{ ${this.#own(type)} ${ways.join(" ")} ${this.#edges(type, edges)} }`;
  }

  /** The edges of a connection; where wanted, with its things once more. */
  #edges(type: GraphQLObjectType, things: boolean): string {
    const edges = type.getFields().edges;
    const node = edges && (getNamedType(edges.type) as GraphQLObjectType).getFields().node;
    if (!node) return "";
    if (!things) return "edges { cursor }";
    const thing = getNamedType(node.type);
    return `edges { cursor node ${isUnionType(thing) ? "{ __typename }" : `{ ${this.#inShort(thing, ["id"])} }`} }`;
  }

  /** All that a type says without leading to another thing. */
  #own(type: GraphQLNamedType): string {
    if (!isObjectType(type)) return "__typename";
    const fields = Object.values(type.getFields()).filter(
      // What differs between revisions, lists in lists, is made of what is asked of them anyway.
      (field) => !this.#leads(field) && field.name !== "diff",
    );
    const written = fields.map((field) => {
      const named = getNamedType(field.type);
      return `${field.name}${this.#args(field)}${isCompositeType(named) ? ` { ${this.#own(named)} }` : ""}`;
    });
    return ["__typename", ...written].join(" ");
  }

  #ways(type: GraphQLNamedType): Field[] {
    return isObjectType(type) ? Object.values(type.getFields()).filter((field) => this.#leads(field)) : [];
  }

  #leads(field: Field, seen: readonly string[] = []): boolean {
    const type = getNamedType(field.type);
    if (!isCompositeType(type) || seen.includes(type.name)) return false;
    if (this.#isThing(type)) return true;
    return (
      isObjectType(type) &&
      Object.values(type.getFields()).some((next) => this.#leads(next, [...seen, type.name]))
    );
  }

  #isThing = (type: GraphQLNamedType) => isUnionType(type) || this.#things.has(type.name);

  /** The types in a union that stands behind a field: each is asked by itself, for their fields may clash. */
  #kindsBehind(type: GraphQLNamedType, seen: readonly string[] = []): (GraphQLNamedType | null)[] {
    if (isUnionType(type)) return [...type.getTypes()];
    if (this.#isThing(type) || !isObjectType(type) || seen.includes(type.name)) return [null];
    const found = Object.values(type.getFields()).flatMap((field) =>
      this.#kindsBehind(getNamedType(field.type), [...seen, type.name]),
    );
    const kinds = new Set(found.filter((kind) => kind !== null));
    return kinds.size > 0 ? [...kinds] : [null];
  }

  /** `inside`, where a union is narrowed to one of its types. */
  #within(only: GraphQLNamedType | null, inside: Inside): Inside {
    return (type) => (only && isUnionType(type) ? `{ ... on ${only.name} ${inside(only)} }` : inside(type));
  }

  /** Arguments that show the most: long pages, every value of an enumeration, what a test gives. */
  #args(field: Field, size = FIRST): string {
    const first = field.name === "revisions" ? Math.min(size, FEW) : size;
    const given = field.args.flatMap((argument) => {
      const { name, type } = argument;
      const named = getNamedType(type);
      if (name === "first") return [`first: ${first}`];
      if (isEnumType(named) && isListType(getNullableType(type)))
        return [`${name}: [${named.getValues().map((value) => value.name)}]`];
      if (!isNonNullType(type) || argument.defaultValue !== undefined) return [];
      const value = this.values[name];
      if (value === undefined) throw new Error(`The crawl has no value for the argument ${name}.`);
      return [`${name}: ${JSON.stringify(value)}`];
    });
    return given.length > 0 ? `(${given.join(", ")})` : "";
  }

  /** The arguments of a root field whose lists are to be short. */
  few = (field: Field): string => this.#args(field, FEWEST);

  /** A root field that leads to a union, narrowed to one of its types. */
  narrowed(field: Field, args: string, only: string): string {
    return `{ ${field.name}${args} { ... on ${only} ${this.#whole(this.schema.getType(only)!)} } }`;
  }

  /** A room's things by reference, with all that they say and lead to; of things of other rooms, not their ids. */
  byReference(type: GraphQLObjectType): string {
    const ways = this.#ways(type).map((field) => this.#written(field, this.#args(field), this.#brief));
    const own = this.#own(type).replace(/^__typename id\b/, "__typename");
    return `query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename ... on ${type.name} { ${own} ${ways.join(" ")} } } }`;
  }

  /** The fields of the query type by name. */
  get roots(): Readonly<Record<string, Field>> {
    return this.schema.getQueryType()!.getFields();
  }
}
