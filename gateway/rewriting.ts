import {
  type FieldNode,
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
import type { DataKeys, Included, Operation } from "./operation.ts";

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
