import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  type InlineFragmentNode,
  isAbstractType,
  isCompositeType,
  isLeafType,
  Kind,
  type OperationDefinitionNode,
  print,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
  visit,
} from "graphql";

/** One operation of a client, with the fragments it may spread. */
export interface Operation {
  node: OperationDefinitionNode;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** variables that decide a @skip or @include: an operation is planned once per set of their values */
  conditions: readonly string[];
}

export type Included = (node: { readonly directives?: readonly DirectiveNode[] }) => boolean;

/** The named operation of a document that is already validated, or the only one. */
export function operationOf(document: DocumentNode, operationName?: string | null): Operation | undefined {
  const fragments = new Map<string, FragmentDefinitionNode>();
  let node: OperationDefinitionNode | undefined;
  const conditions = new Set<string>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    else if (definition.kind === Kind.OPERATION_DEFINITION) {
      if (operationName ? definition.name?.value === operationName : !node) node = definition;
      else if (!operationName) return undefined;
    }
  }
  visit(document, {
    Directive({ name, arguments: args }) {
      if (name.value !== "skip" && name.value !== "include") return;
      const condition = args?.[0]?.value;
      if (condition?.kind === Kind.VARIABLE) conditions.add(condition.name.value);
    },
  });
  if (!node) return undefined;
  const declared = new Set(node.variableDefinitions?.map(({ variable }) => variable.name.value));
  return { node, fragments, conditions: [...conditions].filter((name) => declared.has(name)) };
}

/** Decides @skip and @include by the values of the condition variables. */
export function inclusion(values: Readonly<Record<string, unknown>>): Included {
  const holds = (directive: DirectiveNode) => {
    const value = directive.arguments?.[0]?.value;
    if (value?.kind === Kind.BOOLEAN) return value.value;
    return value?.kind === Kind.VARIABLE && values[value.name.value] === true;
  };
  return ({ directives }) => {
    for (const directive of directives ?? []) {
      if (directive.name.value === "skip" && holds(directive)) return false;
      if (directive.name.value === "include" && !holds(directive)) return false;
    }
    return true;
  };
}

/**
 * The names under which fields travel between the rooms and the gateway: never a client's alias, so that an alias can
 * neither hide a key of an entity nor clash with another room's field. A field without arguments keeps its own name.
 */
export class DataKeys {
  private readonly keys = new WeakMap<FieldNode, string>();
  private readonly numbers = new Map<string, number>();

  of(node: FieldNode): string {
    let key = this.keys.get(node);
    if (key === undefined) {
      key = this.keyFor(node);
      this.keys.set(node, key);
    }
    return key;
  }

  /** A deed of a mutation happens as often as it is written, so each has a key of its own. */
  ofDeed(nodes: readonly FieldNode[], index: number): string {
    const key = `_deed${index}_${nodes[0]!.name.value}`;
    for (const node of nodes) this.keys.set(node, key);
    return key;
  }

  private keyFor(node: FieldNode): string {
    const name = node.name.value;
    // A value may be shared between aliases; an object may not, since a null deep in one would take the other with it.
    const shown = node.selectionSet && node.alias ? `${node.alias.value}:` : "";
    if (!node.arguments?.length && (shown === "" || shown === `${name}:`)) return name;
    const text = `${shown}${name}(${node.arguments?.map((argument) => print(argument)).join() ?? ""})`;
    const number = this.numbers.get(text) ?? this.numbers.size;
    this.numbers.set(text, number);
    return `_${number}_${name}`;
  }
}

/** Does a fragment on `condition` apply to a value of type `type`? */
export function applies(
  schema: GraphQLSchema,
  condition: string | undefined,
  type: GraphQLCompositeType,
): boolean {
  if (condition === undefined || condition === type.name) return true;
  const wanted = schema.getType(condition);
  return isAbstractType(wanted) && schema.isSubType(wanted, type as GraphQLObjectType);
}

/** The fields selected on a type, merged by response key in the order in which the client first names them. */
export function collectFields(
  schema: GraphQLSchema,
  operation: Operation,
  included: Included,
  type: GraphQLCompositeType,
  sets: readonly SelectionSetNode[],
): Map<string, FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  const seen = new Set<string>();
  const collect = (set: SelectionSetNode) => {
    for (const selection of set.selections) {
      if (!included(selection)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const nodes = fields.get(key);
        if (nodes) nodes.push(selection);
        else fields.set(key, [selection]);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (applies(schema, selection.typeCondition?.name.value, type)) collect(selection.selectionSet);
      } else if (!seen.has(selection.name.value)) {
        seen.add(selection.name.value);
        const fragment = operation.fragments.get(selection.name.value);
        if (fragment && applies(schema, fragment.typeCondition.name.value, type))
          collect(fragment.selectionSet);
      }
    }
  };
  for (const set of sets) collect(set);
  return fields;
}

/** Writes what rooms are to be asked: no aliases of the client, no conditions, no named fragments, no introspection. */
export class Rewriting {
  private readonly used = new Set<string>();
  private readonly renamed = new Map<string, string>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly operation: Operation,
    private readonly included: Included,
    private readonly keys: DataKeys,
  ) {}

  /** The operation's text for the planner, or nothing when no room has to be asked. */
  text(root: GraphQLCompositeType, set: SelectionSetNode): string | undefined {
    this.used.clear();
    const selections = this.selections(set.selections, root, new Set([root.name]), true, new Set());
    if (selections.length === 0) return undefined;
    const variables = this.operation.node.variableDefinitions?.filter(({ variable }) =>
      this.used.has(variable.name.value),
    );
    const node: OperationDefinitionNode = {
      kind: Kind.OPERATION_DEFINITION,
      operation: this.operation.node.operation,
      variableDefinitions: variables?.map((definition) =>
        this.withSafeNames({ ...definition, directives: [] }),
      ),
      selectionSet: { kind: Kind.SELECTION_SET, selections },
    };
    return print(node);
  }

  /** The names that variables bear between the gateway and the rooms, where they differ from the client's. */
  get variableNames(): ReadonlyMap<string, string> {
    return this.renamed;
  }

  /** `possible` are the types that a value can have here: fragments on others are left out, needless conditions too. */
  private selections(
    selections: readonly SelectionNode[],
    parent: GraphQLCompositeType,
    possible: ReadonlySet<string>,
    atRoot: boolean,
    seen: Set<string>,
  ): SelectionNode[] {
    const result: SelectionNode[] = [];
    for (const selection of selections) {
      if (!this.included(selection)) continue;
      if (selection.kind === Kind.FIELD) {
        const field = this.field(selection, parent, atRoot);
        if (field) result.push(field);
        continue;
      }
      let set: SelectionSetNode;
      let condition: string | undefined;
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        if (seen.has(selection.name.value)) continue;
        seen.add(selection.name.value);
        const fragment = this.operation.fragments.get(selection.name.value)!;
        set = fragment.selectionSet;
        condition = fragment.typeCondition.name.value;
      } else {
        set = selection.selectionSet;
        condition = selection.typeCondition?.name.value;
      }
      const fitting =
        condition === undefined
          ? possible
          : new Set(this.possible(condition).filter((name) => possible.has(name)));
      if (fitting.size === 0) continue;
      if (condition === undefined || condition === parent.name || !isAbstractType(parent)) {
        result.push(...this.selections(set.selections, parent, possible, atRoot, seen));
        continue;
      }
      const name = fitting.size === 1 ? [...fitting][0]! : condition;
      const type = this.schema.getType(name) as GraphQLCompositeType;
      // What a fragment on some of the types spreads may be needed again for the others.
      const inner = this.selections(set.selections, type, fitting, atRoot, new Set(seen));
      if (inner.length > 0) result.push(fragmentOn(name, inner));
    }
    return result;
  }

  private possible(name: string): readonly string[] {
    const type = this.schema.getType(name);
    return isAbstractType(type)
      ? this.schema.getPossibleTypes(type).map((possible) => possible.name)
      : [name];
  }

  private field(node: FieldNode, parent: GraphQLCompositeType, atRoot: boolean): FieldNode | undefined {
    const name = node.name.value;
    if (name === "__typename") return atRoot ? undefined : TYPENAME;
    if (name.startsWith("__")) return undefined;
    const key = this.keys.of(node);
    const type = getNamedType((parent as GraphQLObjectType).getFields()[name]!.type);
    return {
      kind: Kind.FIELD,
      name: node.name,
      alias: key === name ? undefined : { kind: Kind.NAME, value: key },
      arguments: node.arguments?.map((argument) => this.withSafeNames(argument)),
      selectionSet:
        isLeafType(type) || !isCompositeType(type) ? undefined : this.subSelection(node.selectionSet!, type),
    };
  }

  private subSelection(set: SelectionSetNode, type: GraphQLCompositeType): SelectionSetNode {
    const selections = this.selections(
      set.selections,
      type,
      new Set(this.possible(type.name)),
      false,
      new Set(),
    );
    if (isAbstractType(type) || selections.length === 0) selections.unshift(TYPENAME);
    return { kind: Kind.SELECTION_SET, selections };
  }

  /** A client's variable must not be taken for one of the planner's own (`representations`, `__batch_reps_0`). */
  private withSafeNames<T extends { readonly kind: string }>(node: T): T {
    return visit(node as never, {
      Variable: (variable: Extract<ValueNode, { kind: Kind.VARIABLE }>) => {
        const name = variable.name.value;
        this.used.add(name);
        if (name !== "representations" && !name.startsWith("_")) return undefined;
        this.renamed.set(name, `v_${this.operation.node.variableDefinitions!.length}_${name}`);
        return { ...variable, name: { kind: Kind.NAME, value: this.renamed.get(name)! } };
      },
    }) as T;
  }
}

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: "__typename" } };

const fragmentOn = (name: string, selections: readonly SelectionNode[]): InlineFragmentNode => ({
  kind: Kind.INLINE_FRAGMENT,
  typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: name } },
  selectionSet: { kind: Kind.SELECTION_SET, selections },
});
