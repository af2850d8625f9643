import { type DirectiveNode, getOperationAST, Kind, parse, print, separateOperations, visit } from "graphql";
import type { GeneratedOperation } from "./operations.ts";

/**
 * The same operation with every @skip and @include decided beforehand, for a gateway that gets them wrong. Nothing when
 * a selection would become empty, which GraphQL cannot write down.
 */
export function decided(operation: GeneratedOperation): GeneratedOperation | undefined {
  const document = parse(operation.text);
  const main = getOperationAST(document, operation.operationName)!;
  const values: Record<string, unknown> = { ...operation.variables };
  for (const { variable, defaultValue } of main.variableDefinitions ?? []) {
    if (defaultValue?.kind === Kind.BOOLEAN) values[variable.name.value] ??= defaultValue.value;
  }
  const holds = ({ arguments: args }: DirectiveNode) => {
    const value = args![0]!.value;
    return value.kind === Kind.BOOLEAN
      ? value.value
      : value.kind === Kind.VARIABLE && values[value.name.value] === true;
  };
  const decide = <T extends { readonly directives?: readonly DirectiveNode[] }>(node: T) =>
    (node.directives ?? []).every((directive) => (directive.name.value === "skip") !== holds(directive))
      ? { ...node, directives: [] }
      : null;

  let empty = false;
  const pruned = visit(document, {
    Field: { enter: decide },
    InlineFragment: { enter: decide },
    FragmentSpread: { enter: decide },
    SelectionSet: {
      leave({ selections }) {
        if (selections.length === 0) empty = true;
      },
    },
  });
  if (empty) return undefined;
  const alone = separateOperations(pruned)[operation.operationName ?? ""]!;
  const used = new Set<string>();
  visit(alone, {
    VariableDefinition() {
      return false;
    },
    Variable({ name }) {
      used.add(name.value);
    },
  });
  const trimmed = visit(alone, {
    VariableDefinition({ variable }) {
      return used.has(variable.name.value) ? false : null;
    },
  });
  const variables = Object.fromEntries(
    Object.entries(operation.variables).filter(([name]) => used.has(name)),
  );
  return { ...operation, text: print(trimmed), variables };
}
