import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type OperationDefinitionNode,
  print,
  type SelectionSetNode,
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
