import {
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from "graphql";
import type { Operation } from "./operation.ts";

/** What an operation would cost: see the limits of the same names. */
export interface Measure {
  nodes: number;
  fields: number;
  rootFields: number;
  depth: number;
  introspectionDepth: number;
}

/** Measures one operation; each fragment once per list size that it is met with. */
export class Measuring {
  /** variables that say how long a list is */
  readonly sizes = new Set<string>();
  private readonly known = new Map<string, Measure>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly operation: Operation,
    private readonly variables: Readonly<Record<string, unknown>>,
    /** how long a list is taken to be that does not say */
    private readonly listSize: number,
  ) {}

  measure(): Measure {
    const { operation, selectionSet } = this.operation.node;
    const root = this.schema.getRootType(operation);
    return root ? this.selections(selectionSet, root, undefined) : NOTHING;
  }

  /** `inherited`: how many items the field above was asked for, where its lists stand one level below, as in a connection. */
  private selections(
    set: SelectionSetNode,
    parent: GraphQLNamedType | undefined,
    inherited: number | undefined,
  ): Measure {
    const total: Measure = { nodes: 0, fields: 0, rootFields: 0, depth: 0, introspectionDepth: 0 };
    // A value has one type: of fragments on different types only the costliest counts.
    const alternatives = new Map<string, number>();
    for (const selection of set.selections) {
      let part: Measure;
      let condition: string | undefined;
      if (selection.kind === Kind.FIELD) part = this.field(selection, parent, inherited);
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        condition = selection.typeCondition?.name.value;
        part = this.selections(
          selection.selectionSet,
          condition ? this.schema.getType(condition) : parent,
          inherited,
        );
      } else {
        condition = this.operation.fragments.get(selection.name.value)?.typeCondition.name.value;
        part = this.fragment(selection.name.value, inherited);
      }
      const nodes =
        condition !== undefined && condition !== parent?.name && isObjectType(this.schema.getType(condition));
      if (nodes) alternatives.set(condition!, (alternatives.get(condition!) ?? 0) + part.nodes);
      else total.nodes += part.nodes;
      total.fields += part.fields;
      total.rootFields += part.rootFields;
      total.depth = Math.max(total.depth, part.depth);
      total.introspectionDepth = Math.max(total.introspectionDepth, part.introspectionDepth);
    }
    total.nodes += Math.max(0, ...alternatives.values());
    return total;
  }

  private fragment(name: string, inherited: number | undefined): Measure {
    const key = `${name} ${inherited}`;
    let measure = this.known.get(key);
    if (!measure) {
      const fragment = this.operation.fragments.get(name);
      // A fragment that spreads itself is invalid, and refused as such later.
      this.known.set(key, NOTHING);
      measure = fragment
        ? this.selections(
            fragment.selectionSet,
            this.schema.getType(fragment.typeCondition.name.value),
            inherited,
          )
        : NOTHING;
      this.known.set(key, measure);
    }
    return measure;
  }

  private field(
    node: FieldNode,
    parent: GraphQLNamedType | undefined,
    inherited: number | undefined,
  ): Measure {
    const name = node.name.value;
    if (name === "__schema" || name === "__type") {
      const { fields, depth } = node.selectionSet
        ? this.selections(node.selectionSet, undefined, undefined)
        : NOTHING;
      return { nodes: 0, fields: fields + 1, rootFields: 1, depth: 0, introspectionDepth: depth + 1 };
    }
    const definition = parent && "getFields" in parent ? parent.getFields()[name] : undefined;
    if (!node.selectionSet) return LEAF;
    let size: number | undefined;
    let own: number | undefined;
    let below: GraphQLNamedType | undefined;
    if (definition && "args" in definition) {
      own = this.sizeOf(node, definition.args);
      const lists = listsOf(definition.type);
      size = lists === 0 ? 1 : (own ?? inherited ?? this.listSize) * this.listSize ** (lists - 1);
      below = getNamedType(definition.type);
      if (!isCompositeType(below)) return LEAF;
      if (lists > 0) own = undefined;
    }
    const inside = this.selections(node.selectionSet, below, own);
    return {
      nodes: (size ?? 1) * (1 + inside.nodes),
      fields: 1 + inside.fields,
      rootFields: 1,
      depth: 1 + inside.depth,
      introspectionDepth: inside.introspectionDepth,
    };
  }

  /** How many items a field is asked for: said in the query, by a variable, or by the schema. */
  private sizeOf(
    node: FieldNode,
    args: readonly { name: string; defaultValue?: unknown }[],
  ): number | undefined {
    let size: number | undefined;
    for (const { name, defaultValue } of args) {
      if (name !== "first" && name !== "last" && name !== "limit") continue;
      let value: unknown = defaultValue;
      const given = node.arguments?.find((argument) => argument.name.value === name)?.value;
      if (given?.kind === Kind.INT) value = Number(given.value);
      else if (given?.kind === Kind.VARIABLE) {
        const variable = given.name.value;
        this.sizes.add(variable);
        const declared = this.operation.node.variableDefinitions?.find(
          (definition) => definition.variable.name.value === variable,
        );
        const byDefault =
          declared?.defaultValue?.kind === Kind.INT ? Number(declared.defaultValue.value) : defaultValue;
        value = this.variables[variable] === undefined ? byDefault : this.variables[variable];
      }
      if (typeof value === "number" && value >= 0) size = Math.max(size ?? 0, value);
    }
    return size;
  }
}

const NOTHING: Measure = { nodes: 0, fields: 0, rootFields: 0, depth: 0, introspectionDepth: 0 };
const LEAF: Measure = { nodes: 0, fields: 1, rootFields: 1, depth: 1, introspectionDepth: 0 };

function listsOf(type: unknown): number {
  if (isNonNullType(type)) return listsOf(type.ofType);
  return isListType(type) ? 1 + listsOf(type.ofType) : 0;
}
