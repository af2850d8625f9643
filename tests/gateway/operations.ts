import {
  astFromValue,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isUnionType,
  parse,
  print,
  validate,
} from "graphql";

/** Numbers that look random and come again with the same seed (mulberry32). */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  of<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)]!;
  }
}

export interface GeneratedOperation {
  text: string;
  operationName?: string;
  variables: Record<string, unknown>;
}

export interface Generating {
  seed: number;
  /** how many levels of fields at most */
  depth?: number;
  /** how many fields an operation holds at most, about */
  fields?: number;
  root?: "query" | "mutation";
  /**
   * A value for an argument named as `Query.practice(id)` or a field of an input as `Filter.words`. Nothing: one is made
   * up from its type. `OMIT`: it is left out, so it must not be required.
   */
  value?: (coordinate: string, type: GraphQLInputType, random: Random) => unknown;
  /** Names for aliases; those of fields provoke clashes. */
  aliases?: readonly string[];
  /** Fields that must not be asked for, as `Query.random`. */
  without?: (coordinate: string) => boolean;
}

const ALIASES = ["a", "b", "id", "title", "name", "__typename_"];

export const OMIT = Symbol("omit");

/** Valid operations without end: the same ones for the same seed and schema. */
export function* operations(schema: GraphQLSchema, options: Generating): Generator<GeneratedOperation> {
  for (let number = 0; ; number++) {
    const operation = new Writing(schema, options, new Random(options.seed * 1_000_003 + number)).operation();
    // Aliases are chosen at random, so some operations ask for two things under one name.
    if (operation && validate(schema, parse(operation.text)).length === 0) yield operation;
  }
}

class Writing {
  private readonly variables: Record<string, unknown> = {};
  private readonly declarations: string[] = [];
  private readonly fragments = new Map<string, string>();
  private left: number;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly options: Generating,
    private readonly random: Random,
  ) {
    this.left = options.fields ?? 40;
  }

  operation(): GeneratedOperation | undefined {
    const kind = this.options.root ?? "query";
    const root = kind === "query" ? this.schema.getQueryType() : this.schema.getMutationType();
    const body = root && this.selections(root, this.options.depth ?? 5);
    if (!body) return undefined;
    const operationName = this.random.chance(0.3) ? "Main" : undefined;
    const declared = this.declarations.length > 0 ? `(${this.declarations.join(", ")})` : "";
    const others = operationName && this.random.chance(0.3) ? `\n${kind} Other { __typename }` : "";
    const text = [
      `${kind} ${operationName ?? ""}${declared} ${body}${others}`,
      ...this.fragments.values(),
    ].join("\n");
    return { text, operationName, variables: this.variables };
  }

  private selections(type: GraphQLCompositeType, depth: number): string | undefined {
    const parts: string[] = [];
    const count = 1 + this.random.below(4);
    for (let index = 0; index < count; index++) {
      const part = this.selection(type, depth);
      if (part) parts.push(part);
    }
    return parts.length > 0 ? `{ ${parts.join(" ")} }` : undefined;
  }

  private selection(type: GraphQLCompositeType, depth: number): string | undefined {
    const fragment = this.random.chance(isAbstractType(type) ? 0.6 : 0.15);
    if (fragment) {
      const body = this.fragment(type, depth);
      if (body) return body;
    }
    if (this.random.chance(0.1)) return `__typename${this.directive()}`;
    if (isUnionType(type)) return "__typename";
    const fields = Object.values(type.getFields()).filter((field) => {
      const deeper = isCompositeType(getNamedType(field.type));
      return (depth > 1 || !deeper) && !this.options.without?.(`${type.name}.${field.name}`);
    });
    return fields.length > 0 ? this.field(type, this.random.of(fields), depth) : undefined;
  }

  private field(
    parent: GraphQLCompositeType,
    field: GraphQLField<unknown, unknown>,
    depth: number,
  ): string | undefined {
    if (this.left-- <= 0) return undefined;
    const named = getNamedType(field.type);
    const below = isCompositeType(named) ? this.selections(named, depth - 1) : "";
    if (below === undefined) return undefined;
    const written = field.args
      .map((argument) => this.argument(`${parent.name}.${field.name}(${argument.name})`, argument))
      .filter((argument) => argument !== undefined);
    const args = written.length > 0 ? `(${written.join(", ")})` : "";
    const alias = this.random.chance(0.2) ? `${this.random.of(this.options.aliases ?? ALIASES)}: ` : "";
    return `${alias}${field.name}${args}${this.directive()} ${below}`.trim();
  }

  private fragment(type: GraphQLCompositeType, depth: number): string | undefined {
    const possible = isAbstractType(type) ? [...this.schema.getPossibleTypes(type)] : [type];
    const conditions = new Set<GraphQLCompositeType>([type, ...possible]);
    for (const concrete of possible)
      if ("getInterfaces" in concrete) for (const face of concrete.getInterfaces()) conditions.add(face);
    if (this.left-- <= 0) return undefined;
    const condition = this.random.of([...conditions]);
    const body = this.selections(condition, depth);
    if (!body) return undefined;
    if (this.random.chance(0.35)) {
      const name = `F${this.fragments.size}`;
      this.fragments.set(name, `fragment ${name} on ${condition.name} ${body}`);
      return `...${name}${this.directive()}`;
    }
    const on = condition === type && this.random.chance(0.3) ? "" : ` on ${condition.name}`;
    return `...${on}${this.directive()} ${body}`;
  }

  private directive(): string {
    if (!this.random.chance(0.12)) return "";
    const name = this.random.of(["skip", "include"]);
    if (this.random.chance(0.2)) return ` @${name}(if: ${this.random.chance(0.5)})`;
    const value = this.random.chance(name === "skip" ? 0.3 : 0.7);
    return ` @${name}(if: $${this.declare("Boolean", value, this.random.chance(0.5))})`;
  }

  private declare(type: string, value: unknown, byDefault: boolean, defaultText = String(value)): string {
    const name =
      this.random.chance(0.05) && this.declarations.length === 0
        ? "representations"
        : `v${this.declarations.length}`;
    if (byDefault) this.declarations.push(`$${name}: ${type} = ${defaultText}`);
    else {
      this.declarations.push(`$${name}: ${type.replace(/!$/, "")}!`);
      this.variables[name] = value;
    }
    return name;
  }

  private argument(coordinate: string, argument: GraphQLArgument): string | undefined {
    const optional = !isNonNullType(argument.type) || argument.defaultValue !== undefined;
    const given = this.options.value?.(coordinate, argument.type, this.random);
    if (given === OMIT || (given === undefined && optional && this.random.chance(0.5))) return undefined;
    const value = given === undefined ? this.madeUp(argument.type, 2) : given;
    if (value === null && !optional) return undefined;
    const literal = astFromValue(value, argument.type);
    if (!literal) return undefined;
    if (value !== null && this.random.chance(0.4)) {
      return `${argument.name}: $${this.declare(String(argument.type), value, this.random.chance(0.3), print(literal))}`;
    }
    return `${argument.name}: ${print(literal)}`;
  }

  private madeUp(type: GraphQLInputType, depth: number): unknown {
    if (isNonNullType(type)) return this.madeUp(type.ofType, depth);
    if (isListType(type))
      return Array.from({ length: this.random.below(3) }, () => this.madeUp(type.ofType, depth));
    if (isEnumType(type)) return this.random.of(type.getValues()).name;
    if (isInputObjectType(type)) {
      const object: Record<string, unknown> = {};
      for (const field of Object.values(type.getFields())) {
        const needed = isNonNullType(field.type) && field.defaultValue === undefined;
        const given = this.options.value?.(`${type.name}.${field.name}`, field.type, this.random);
        if (given === OMIT || (!needed && given === undefined && (depth === 0 || this.random.chance(0.5))))
          continue;
        object[field.name] = given === undefined ? this.madeUp(field.type, depth - 1) : given;
      }
      return object;
    }
    switch (type.name) {
      case "Int":
        return this.random.below(6);
      case "Float":
        return this.random.below(60) / 10;
      case "Boolean":
        return this.random.chance(0.5);
      default:
        return this.random.of(["1", "a", "café", ""]);
    }
  }
}
