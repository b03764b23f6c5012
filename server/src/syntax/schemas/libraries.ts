import { arrayOf, extended, madeOf, objectOf, optionalOf, orElse, plain, requiredOf, unionOf, unknownType, withOptional } from "./described.ts";
import type { Described } from "./described.ts";
import type { Build, Change, SchemaLibrary } from "./schemaLibrary.ts";

/** The same for several names. */
function each<Value>(names: string, value: Value): Record<string, Value> {
  return Object.fromEntries(names.split(" ").map((name) => [name, value]));
}

const text = (type: string): Build => () => plain(type);
const only: Build = (reader, [first]) => reader.type(first);
const object: Build = (reader, [first]) => reader.object(first);
const list: Build = (reader, [first]) => arrayOf(reader.type(first));
const either: Build = (reader, [first]) => unionOf(reader.types(first));
const literals: Build = (reader, [first]) => reader.literals(first);
const unread: Build = () => unknownType;
const record: Build = (reader, [key, value]) =>
  value === undefined ? madeOf([reader.type(key)], (type) => `Record<string,${type}>`) : madeOf([reader.type(key), reader.type(value)], (from, to) => `Record<${from},${to}>`);
const collection = (name: string): Build => (reader, args) => madeOf(args.map((arg) => reader.type(arg)), (...texts) => `${name}<${texts.join(",")}>`);
const tuple: Build = (reader, [first]) => madeOf(reader.types(first), (...texts) => `[${texts.join(",")}]`);
const both: Build = (reader, args) => together(args.map((arg) => reader.type(arg)));

function together(types: readonly Described[]): Described {
  const [first, ...others] = types;
  if (first !== undefined && types.every(({ members }) => members !== undefined)) return others.reduce(extended, first);
  return madeOf(types, (...texts) => texts.map((type) => `(${type})`).join("&"));
}

const toUnknown: Change = () => unknownType;
const toOptional: Change = (_, schema) => optionalOf(schema);
const toRequired: Change = (_, schema) => requiredOf(schema);
const toNullable: Change = (_, schema) => orElse(schema, "null");
const toNullish: Change = (_, schema) => optionalOf(orElse(schema, "null"));
const toExtended: Change = (reader, schema, [first]) => extended(schema, first === undefined ? unknownType : reader.object(first));
const toMerged: Change = (reader, schema, [first]) => extended(schema, reader.type(first));

const kept = (keeps: boolean): Change => (reader, { members }, [first]) => {
  const names = reader.names(first);
  return members === undefined ? unknownType : objectOf(members.filter(({ name }) => names.has(name) === keeps));
};

const partial = (optional: boolean): Change => (reader, schema, [first]) => {
  if (first === undefined) return withOptional(schema, optional);
  const names = reader.names(first);
  return schema.members === undefined ? unknownType : objectOf(schema.members.map(({ name, type }) => ({ name, type: names.has(name) ? { ...type, optional } : type })));
};

const ofFirst = (change: Change): Build => (reader, [first, ...others]) => change(reader, reader.type(first), others);

const zod: SchemaLibrary = {
  module: /^(?:zod|@hono\/zod-openapi|zod-openapi)(?:\/.*)?$/,
  calls: {
    ...each("string email url uuid uuidv4 guid cuid cuid2 ulid nanoid base64 ipv4 ipv6 jwt emoji stringFormat httpUrl e164", text("string")),
    ...each("number int int32 uint32 float32 float64 nan", text("number")),
    ...each("bigint boolean symbol undefined null void any unknown never", unread),
    bigint: text("bigint"), boolean: text("boolean"), stringbool: text("boolean"), symbol: text("symbol"), undefined: text("undefined"),
    null: text("null"), void: text("void"), any: text("any"), unknown: text("unknown"), never: text("never"), date: text("Date"), file: text("File"),
    ...each("object strictObject looseObject interface", object),
    array: list, record, partialRecord: unread, map: collection("Map"), set: collection("Set"), promise: collection("Promise"), tuple,
    union: either, discriminatedUnion: (reader, [, options]) => unionOf(reader.types(options)), intersection: both,
    ...each("literal enum", literals), nativeEnum: (reader, [first]) => reader.named(first), instanceof: (reader, [first]) => reader.named(first),
    optional: ofFirst(toOptional), nullable: ofFirst(toNullable), nullish: ofFirst(toNullish), ...each("lazy readonly", only),
  },
  methods: {
    optional: toOptional, exactOptional: toOptional, nullable: toNullable, nullish: toNullish, ...each("default catch prefault unwrap nonoptional", toRequired),
    array: (_, schema) => arrayOf(schema), or: (reader, schema, [first]) => unionOf([schema, reader.type(first)]),
    and: (reader, schema, [first]) => together([schema, reader.type(first)]), pipe: (reader, _, [first]) => reader.type(first),
    ...each("extend safeExtend augment", toExtended), merge: toMerged, pick: kept(true), omit: kept(false), partial: partial(true), required: partial(false),
    ...each("transform brand keyof catchall deepPartial overwrite", toUnknown),
  },
};

const valibot: SchemaLibrary = {
  module: /^valibot$/,
  calls: {
    string: text("string"), number: text("number"), bigint: text("bigint"), boolean: text("boolean"), symbol: text("symbol"), date: text("Date"),
    ...Object.fromEntries("undefined null void any unknown never".split(" ").map((name) => [name, text(name)])), null_: text("null"), undefined_: text("undefined"),
    ...each("object strictObject looseObject", object), array: list, record, map: collection("Map"), set: collection("Set"), ...each("tuple strictTuple", tuple),
    union: either, variant: (reader, [, options]) => unionOf(reader.types(options)), intersect: (reader, [first]) => together(reader.types(first)),
    ...each("literal picklist", literals), ...each("enum enum_", (reader, [first]) => reader.named(first)), instance: (reader, [first]) => reader.named(first),
    ...each("optional exactOptional undefinedable", (reader, [first, fallback]) => (fallback === undefined ? optionalOf(reader.type(first)) : reader.type(first))),
    nullable: ofFirst(toNullable), nullish: ofFirst(toNullish), ...each("pipe lazy readonly fallback nonOptional", only),
    partial: ofFirst(partial(true)), required: ofFirst(partial(false)), pick: ofFirst(kept(true)), omit: ofFirst(kept(false)),
  },
  methods: {},
};

const yup: SchemaLibrary = {
  module: /^yup$/,
  optionalByDefault: true,
  calls: {
    string: text("string"), number: text("number"), ...each("boolean bool", text("boolean")), date: text("Date"), mixed: text("any"),
    object: (reader, args) => (args.length === 0 ? objectOf([]) : reader.object(args[0])), array: (reader, args) => (args.length === 0 ? arrayOf(plain("any")) : list(reader, args)),
    lazy: unread, tuple,
  },
  methods: {
    ...each("required defined default", toRequired), ...each("optional notRequired", toOptional), nullable: toNullable,
    of: (reader, { optional }, [first]) => ({ ...arrayOf(reader.type(first)), optional }), oneOf: (reader, { optional }, [first]) => ({ ...reader.literals(first), optional }),
    shape: toExtended, concat: toMerged, partial: partial(true), pick: kept(true), omit: kept(false), transform: toUnknown,
  },
};

const typeBox: SchemaLibrary = {
  module: /^(?:@sinclair\/typebox|typebox)$/,
  calls: {
    String: text("string"), ...each("Number Integer", text("number")), Boolean: text("boolean"), BigInt: text("bigint"), Null: text("null"),
    Undefined: text("undefined"), Any: text("any"), Unknown: text("unknown"), Never: text("never"), Date: text("Date"), Void: text("void"),
    Object: object, Array: list, Record: record, Union: either, Intersect: (reader, [first]) => together(reader.types(first)), Literal: literals, Tuple: tuple,
    Optional: ofFirst(toOptional), Enum: (reader, [first]) => reader.named(first), Partial: ofFirst(partial(true)), Required: ofFirst(partial(false)),
    Pick: ofFirst(kept(true)), Omit: ofFirst(kept(false)), Composite: (reader, [first]) => together(reader.types(first)), Ref: only,
  },
  methods: {},
};

const ioTs: SchemaLibrary = {
  module: /^io-ts$/,
  constants: {
    string: "string", number: "number", boolean: "boolean", bigint: "bigint", null: "null", undefined: "undefined", void: "void", unknown: "unknown",
    Int: "number", Function: "Function", UnknownArray: "unknown[]", UnknownRecord: "Record<string,unknown>",
  },
  calls: {
    ...each("type interface strict", object), partial: (reader, [first]) => withOptional(reader.object(first), true), array: list, record,
    union: either, intersection: (reader, [first]) => together(reader.types(first)), literal: literals, tuple, ...each("exact readonly", only),
    readonlyArray: (reader, [first]) => madeOf([reader.type(first)], (type) => `readonly (${type})[]`),
    keyof: (reader, [first]) => plain([...reader.names(first)].map((name) => JSON.stringify(name)).join("|") || "never"),
  },
  methods: {},
};

const arkType: SchemaLibrary = {
  module: /^arktype$/,
  optionalNames: true,
  written: (written) => {
    // "string.email", "number > 0" and "string[] >= 1" are checks of a type.
    const type = written.replace(/\b(string|number|Date|bigint)\.[\w.]+/g, "$1").replace(/\s*(?:[<>]=?|%)\s*-?[\d.]+/g, "").replace(/\s*=\s*.*$/, "");
    return /\/|\d\s*[<>]/.test(type) ? { ...plain("string"), certain: false } : plain(`(${type})`);
  },
  calls: { type: only },
  methods: {
    array: (_, schema) => arrayOf(schema), or: (reader, schema, [first]) => unionOf([schema, reader.type(first)]), and: (reader, schema, [first]) => together([schema, reader.type(first)]),
    merge: toMerged, partial: partial(true), required: partial(false), ...each("pipe to brand pick omit", toUnknown),
  },
};

const effectSchema: SchemaLibrary = {
  module: /^(?:effect|effect\/Schema|@effect\/schema(?:\/Schema)?)$/,
  constants: {
    String: "string", NonEmptyString: "string", Number: "number", Finite: "number", Int: "number", Boolean: "boolean", BigIntFromSelf: "bigint", Null: "null", Undefined: "undefined",
    Void: "void", Any: "any", Unknown: "unknown", Never: "never", DateFromSelf: "Date", Date: "Date",
  },
  calls: {
    Struct: object, Array: (reader, [first]) => madeOf([reader.type(first)], (type) => `readonly (${type})[]`), Record: unread,
    Union: (reader, args) => unionOf(args.flatMap((arg) => (reader.types(arg).length > 0 ? reader.types(arg) : [reader.type(arg)]))),
    ...each("Literal Literals", (reader, args) => unionOf(args.map((arg) => reader.literals(arg)))),
    ...each("optional optionalKey", ofFirst(toOptional)), NullOr: ofFirst(toNullable), UndefinedOr: ofFirst((_, schema) => orElse(schema, "undefined")), ...each("mutable mutableKey", only),
  },
  methods: {},
};

/** All libraries whose schemas are read. To add one, add a row. */
export const schemaLibraries: readonly SchemaLibrary[] = [zod, valibot, yup, typeBox, ioTs, arkType, effectSchema];
