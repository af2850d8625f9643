import {
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isObjectType,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";
import { getMetadataArgsStorage } from "typeorm";
import type { HubContext } from "./context.ts";
import type { Subgraph } from "./subgraph.ts";

/** What an operation asks of the records of one type, so that no more is read. */
export interface Wanted {
  columns: readonly string[];
  /** which of the texts, in the language shown */
  texts: readonly Text[];
  /** whether the list of the record's languages is asked for */
  languages: boolean;
  /** names this choice among all choices for the type */
  key: string;
}

interface Text {
  name: string;
  /** whether it is a list of words rather than one text */
  list: boolean;
}

/** By type name: which columns a field's resolver reads of its record. "texts" stands for the texts in all languages. */
export type Needs = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** What every kind of content's shared fields read. */
export const contentNeeds = {
  topics: ["topicIds"],
  owner: ["ownerId"],
  organisations: ["organisationIds"],
  audience: ["groupIds"],
  translations: ["texts"],
  revisions: [],
};

/**
 * Lets the fields that lead to a room's own records know what of them the operation asks for: their context carries
 * `wanted`. A field that says nothing of what it needs makes its records be read whole.
 */
export function narrow(room: Subgraph, schema: GraphQLSchema): void {
  const kinds = kindsOf(room, schema);
  if (kinds.size === 0) return;
  const known = new WeakMap<OperationDefinitionNode, ReadonlyMap<string, Wanted>>();
  const wantedIn = (info: GraphQLResolveInfo) => {
    let wanted = known.get(info.operation);
    if (!wanted) {
      wanted = wantedOf(schema, kinds, info);
      known.set(info.operation, wanted);
    }
    return wanted;
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type === schema.getMutationType() || type.name.startsWith("__")) continue;
    for (const field of Object.values(type.getFields())) {
      const name = getNamedType(field.type).name.replace(/Connection$/, "");
      const resolve = field.resolve as GraphQLFieldResolver<unknown, HubContext> | undefined;
      if (!resolve || !(kinds.has(name) || field.name === "_entities")) continue;
      field.resolve = (source, args, ctx: HubContext, info) =>
        resolve(source, args, { ...ctx, wanted: wantedIn(info) }, info);
    }
  }
}

interface KindOfRecord {
  columns: ReadonlySet<string>;
  texts: ReadonlyMap<string, Text>;
  needs: Readonly<Record<string, readonly string[]>>;
  interfaces: readonly string[];
}

function kindsOf(room: Subgraph, schema: GraphQLSchema): Map<string, KindOfRecord> {
  const kinds = new Map<string, KindOfRecord>();
  for (const [name, needs] of Object.entries(room.needs ?? {})) {
    const Entity = room.entities.find((one) => one.name === name)!;
    const type = schema.getType(name);
    const texts = schema.getType(`${name}TextsInput`);
    if (!isObjectType(type) || !isInputObjectType(texts))
      throw new Error(`${name} is no kind of record of the room ${room.name}.`);
    const columns = getMetadataArgsStorage()
      .columns.filter(({ target }) => target === Entity || Entity.prototype instanceof (target as never))
      .map(({ propertyName }) => propertyName);
    kinds.set(name, {
      columns: new Set(columns),
      texts: new Map(
        Object.values(texts.getFields()).map(({ name, type }) => [
          name,
          { name, list: isListType(getNullableType(type)) },
        ]),
      ),
      needs,
      interfaces: type.getInterfaces().map((one) => one.name),
    });
  }
  return kinds;
}

function wantedOf(
  schema: GraphQLSchema,
  kinds: ReadonlyMap<string, KindOfRecord>,
  { operation, fragments }: GraphQLResolveInfo,
): ReadonlyMap<string, Wanted> {
  const asked = new Map<string, Set<string>>();
  const ask = (type: string, field: string) => {
    if (!asked.has(type)) asked.set(type, new Set());
    asked.get(type)!.add(field);
  };
  const types = new TypeInfo(schema);
  const visitor = visitWithTypeInfo(types, {
    Field({ name }) {
      const parent = types.getParentType();
      if (!parent) return;
      if (kinds.has(parent.name)) ask(parent.name, name.value);
      else if (isInterfaceType(parent))
        for (const [kind, { interfaces }] of kinds)
          if (interfaces.includes(parent.name)) ask(kind, name.value);
    },
  });
  for (const node of [operation, ...Object.values(fragments)]) visit(node, visitor);
  const wanted = new Map<string, Wanted>();
  for (const [type, fields] of asked) {
    const choice = choose(kinds.get(type)!, fields);
    if (choice) wanted.set(type, choice);
  }
  return wanted;
}

/** The choice for these fields; undefined where a field does not say what it needs, so that whole rows are read. */
function choose({ columns, texts, needs }: KindOfRecord, fields: ReadonlySet<string>): Wanted | undefined {
  const chosen = new Set<string>(["id", "slug", "originalLanguage"]);
  const words = new Map<string, Text>();
  for (const field of fields) {
    if (field === "__typename" || field === "language" || field === "languages") continue;
    const own = needs[field] ?? (columns.has(field) ? [field] : undefined);
    if (own) for (const column of own) chosen.add(column);
    else {
      const text = texts.get(field);
      if (!text) return undefined;
      words.set(field, text);
    }
  }
  // Texts in all languages have those in the language shown among them.
  if (chosen.has("texts")) words.clear();
  const languages = fields.has("languages") && !chosen.has("texts");
  const all = {
    columns: [...chosen].sort(),
    texts: [...words.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    languages,
  };
  return { ...all, key: JSON.stringify(all) };
}
