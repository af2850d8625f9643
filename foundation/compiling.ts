import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  isInterfaceType,
  Kind,
  OperationTypeNode,
  parse,
  validateSchema,
  visit,
} from "graphql";
import { compileQuery, isCompiledQuery } from "graphql-jit";
import { Lru } from "./lru.ts";

/** An operation of a room, ready to run. */
export interface RoomOperation {
  mutates: boolean;
  run(
    context: unknown,
    variables: Record<string, unknown>,
    operationName?: string,
  ): ExecutionResult | Promise<ExecutionResult>;
}

/** Compiling costs some milliseconds and pays off after a few runs. */
const RUNS_BEFORE_COMPILING = 2;

/**
 * Runs a room's operations by graphql-jit, compiled once each. What is new, what graphql-jit is known to get wrong
 * (@skip and @include; fields that are null in an interface and never null in a type of it) and what it cannot compile
 * is run by graphql-js.
 */
export function compiling(schema: GraphQLSchema, capacity = 1_000): (query: string) => RoomOperation {
  const known = new Lru<string, RoomOperation>(capacity);
  const faults = validateSchema(schema);
  if (faults.length > 0) throw faults[0];
  const uneven = unevenFields(schema);
  return (query) => {
    let operation = known.get(query);
    if (!operation) {
      operation = operationOf(schema, query, uneven);
      known.set(query, operation);
    }
    return operation;
  };
}

function operationOf(schema: GraphQLSchema, query: string, uneven: ReadonlySet<string>): RoomOperation {
  const document = parse(query, { noLocation: true });
  const plain: RoomOperation["run"] = (contextValue, variableValues, operationName) =>
    execute({ schema, document, contextValue, variableValues, operationName }) as
      | ExecutionResult
      | Promise<ExecutionResult>;
  const operation: RoomOperation = { mutates: mutates(document), run: plain };
  if (/@(skip|include)\b/.test(query) || names(document, uneven)) return operation;

  let runs = 0;
  operation.run = (context, variables, operationName) => {
    if (++runs <= RUNS_BEFORE_COMPILING) return plain(context, variables, operationName);
    const compiled = compile(schema, document);
    operation.run = compiled
      ? (ctx, vars) => {
          const answer = compiled(undefined, ctx, vars) as ReturnType<RoomOperation["run"]>;
          // Variables that are of no use graphql-jit tells by errors that are not GraphQL's.
          return isPromise(answer) || "data" in answer ? answer : plain(ctx, vars);
        }
      : plain;
    return operation.run(context, variables, operationName);
  };
  return operation;
}

const isPromise = <T>(value: T | Promise<T>): value is Promise<T> =>
  typeof (value as Promise<T>).then === "function";

function compile(schema: GraphQLSchema, document: DocumentNode) {
  try {
    const compiled = compileQuery(schema, document, undefined, { disablingCapturingStackErrors: true });
    return isCompiledQuery(compiled) ? compiled.query : undefined;
  } catch {
    return undefined;
  }
}

const mutates = (document: DocumentNode) =>
  document.definitions.some(
    (definition) =>
      definition.kind === Kind.OPERATION_DEFINITION && definition.operation === OperationTypeNode.MUTATION,
  );

/** Fields of interfaces that bear another nullability in some type. */
function unevenFields(schema: GraphQLSchema): Set<string> {
  const nullability = (type: unknown) => String(type).replace(/\w+/, "");
  const uneven = new Set<string>();
  for (const face of Object.values(schema.getTypeMap()).filter(isInterfaceType)) {
    for (const [name, field] of Object.entries(face.getFields())) {
      const differs = schema
        .getPossibleTypes(face)
        .some((type) => nullability(type.getFields()[name]?.type) !== nullability(field.type));
      if (differs) uneven.add(name);
    }
  }
  return uneven;
}

function names(document: DocumentNode, fields: ReadonlySet<string>): boolean {
  let found = false;
  if (fields.size > 0) {
    visit(document, {
      Field({ name }) {
        if (fields.has(name.value)) found = true;
      },
    });
  }
  return found;
}
