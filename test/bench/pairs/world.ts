import { ts } from "../../../server/src/syntax/typescript.ts";
import { Random } from "../recall/random.ts";
import { shown } from "./shown.ts";

/** More than this is a loop that does not end. */
const mostLogs = 1500;

/** Thrown where a run goes on for too long; both sides stop at the same place. */
export class Stopped extends Error {}

/**
 * Makes values of given types whose use can be seen: calls, writes, deletions and `in` are logged in their
 * order, and reads of properties too where that is asked for. A value depends on its path and the seed
 * only, so two runs get the same.
 */
export class World {
  readonly logs: string[] = [];
  readonly kept: (() => unknown)[] = [];
  readonly #checker: ts.TypeChecker;
  readonly #seed: string;
  readonly #logsReads: boolean;
  readonly #paths = new WeakMap<object, string>();
  readonly #place: ts.Node;
  #decisions = 0;

  constructor(checker: ts.TypeChecker, place: ts.Node, seed: string, logsReads: boolean) {
    this.#checker = checker;
    this.#place = place;
    this.#seed = seed;
    this.#logsReads = logsReads;
  }

  tell(what: string, ...values: readonly unknown[]): void {
    this.logs.push([what, ...values.map((one) => this.show(one))].join(" "));
    if (this.logs.length > mostLogs) throw new Stopped("stopped");
  }

  show(value: unknown): string {
    return shown(value, (one) => this.#paths.get(one));
  }

  /** True or false, in an order that the seed gives. */
  decide(): boolean {
    const answer = this.#random(`decision ${this.#decisions++}`).chance(0.5);
    this.tell("chance", answer);
    return answer;
  }

  keep(run: () => unknown): void {
    this.tell("kept");
    this.kept.push(run);
  }

  /** A value of the type. `fallback` gives what an object has that its type does not know of. */
  valueOf(type: ts.Type | undefined, path: string, fallback?: (name: string | symbol) => unknown, depth = 0): unknown {
    const random = this.#random(path);
    const { Any, Unknown, TypeParameter, StringLike, NumberLike, BooleanLike, BigIntLike, ESSymbolLike, Null, NonPrimitive, Instantiable, Undefined, Void, Never } = ts.TypeFlags;
    if (!type || type.flags & (Any | Unknown)) return this.#anything(path, random, depth);
    if (type.flags & (TypeParameter | Instantiable) && !(type.flags & (ts.TypeFlags.StringMapping | ts.TypeFlags.TemplateLiteral))) {
      const base = this.#checker.getBaseConstraintOfType(type);
      return base && base !== type ? this.valueOf(base, path, fallback, depth + 1) : this.#anything(path, random, depth);
    }
    if (type.isUnion()) return this.valueOf(random.pick(type.types), path, fallback, depth + 1);
    if (type.isStringLiteral() || type.isNumberLiteral()) return type.value;
    if (type.flags & StringLike) return random.pick(["", "a", "tide", "1", "x-y", "42"]);
    if (type.flags & NumberLike) return random.pick([0, 1, 2, 3, 7, -1, 2.5]);
    if (type.flags & BooleanLike) return type.flags & ts.TypeFlags.BooleanLiteral ? this.#checker.typeToString(type) === "true" : random.chance(0.5);
    if (type.flags & BigIntLike) return BigInt(random.below(5));
    if (type.flags & ESSymbolLike) return Symbol.for("tide");
    if (type.flags & Null) return null;
    if (type.flags & (Undefined | Void | Never)) return undefined;
    if (type.flags & NonPrimitive) return this.#object(undefined, path, fallback);
    if (type.isIntersection()) {
      const primitive = type.types.find((one) => one.flags & (StringLike | NumberLike | BooleanLike));
      if (primitive) return this.valueOf(primitive, path, fallback, depth + 1);
    }
    const elements = this.#elementTypes(type, random, depth);
    if (elements) return this.#logged(elements.map((one, at) => this.valueOf(one, `${path}[${at}]`, undefined, depth + 1)), path, undefined, undefined);
    const known = this.#ofTheLanguage(type, path, random, depth);
    if (known !== undefined) return known;
    const [signature] = type.getCallSignatures();
    if (signature) return this.#function(signature, path, type);
    return this.#object(type, path, fallback);
  }

  #random(path: string): Random {
    return new Random(`${this.#seed} ${path}`);
  }

  #anything(path: string, random: Random, depth: number): unknown {
    switch (random.below(8)) {
      case 0:
        return random.below(4);
      case 1:
        return random.pick(["", "a", "tide", "42"]);
      case 2:
        return random.chance(0.5);
      case 3:
        return random.chance(0.5) ? undefined : null;
      case 4:
        return this.#function(undefined, path, undefined);
      case 5:
        return depth > 3 ? [] : this.#logged(Array.from({ length: random.below(4) }, (_, at) => this.#anything(`${path}[${at}]`, this.#random(`${path}[${at}]`), depth + 1)), path, undefined, undefined);
      default:
        return this.#object(undefined, path, undefined);
    }
  }

  #elementTypes(type: ts.Type, random: Random, depth: number): readonly ts.Type[] | undefined {
    if (this.#checker.isTupleType(type)) return this.#checker.getTypeArguments(type as ts.TypeReference);
    if (!this.#checker.isArrayType(type)) return undefined;
    const [element] = this.#checker.getTypeArguments(type as ts.TypeReference);
    return element ? Array.from({ length: depth > 3 ? 0 : random.below(4) }, () => element) : [];
  }

  #ofTheLanguage(type: ts.Type, path: string, random: Random, depth: number): unknown {
    const symbol = type.getSymbol();
    if (!symbol?.declarations?.some((one) => one.getSourceFile().isDeclarationFile)) return undefined;
    const types = this.#checker.getTypeArguments(type as ts.TypeReference);
    const one = (at: number, part: string): unknown => this.valueOf(types[at], `${path}.${part}`, undefined, depth + 2);
    switch (symbol.name) {
      case "Date":
        return new Date(random.below(10) * 1e9);
      case "RegExp":
        return /t(i)?d/;
      case "Error":
        return new Error("given");
      case "Promise":
      case "PromiseLike":
        return Promise.resolve(one(0, "then"));
      case "Set":
      case "ReadonlySet":
        return new Set(depth > 3 ? [] : [one(0, "first"), one(0, "second")]);
      case "Map":
      case "ReadonlyMap":
        return new Map(depth > 3 ? [] : [[one(0, "key"), one(1, "value")]]);
      case "WeakMap":
        return new WeakMap();
      case "WeakSet":
        return new WeakSet();
      case "Iterable":
      case "IterableIterator":
      case "Iterator":
      case "Generator":
        return this.#iterator(path, () => one(0, "next"));
      case "Uint8Array":
        return new Uint8Array([1, 2, 250]);
      default:
        return undefined;
    }
  }

  *#iterator(path: string, make: () => unknown): Generator<unknown> {
    for (let at = 0; at < 3; at++) {
      this.tell(`next of ${path}`);
      yield make();
    }
  }

  /** A function that tells when it is called, calls what it is given, and now and then throws. */
  #function(signature: ts.Signature | undefined, path: string, type: ts.Type | undefined): unknown {
    let calls = 0;
    const run = (...given: readonly unknown[]): unknown => {
      const at = `${path}()${calls++}`;
      this.tell(`call ${path}`, ...given);
      for (const one of given) {
        if (typeof one !== "function" || this.#paths.has(one)) continue;
        const callback = one as (...values: readonly unknown[]) => unknown;
        const call = (): unknown => callback(this.valueOf(undefined, `${at} given`), this.valueOf(undefined, `${at} also given`));
        if (this.#random(at).chance(0.5)) call();
        else this.kept.push(call);
      }
      if (this.#random(`${at} throws`).chance(0.08)) throw new Error(`thrown by ${path}`);
      return this.valueOf(signature && this.#checker.getReturnTypeOfSignature(signature), at, undefined, 1);
    };
    return this.#logged(function (this: unknown, ...given: readonly unknown[]) {
      return run(...given);
    }, path, type, undefined);
  }

  #object(type: ts.Type | undefined, path: string, fallback: ((name: string | symbol) => unknown) | undefined): unknown {
    return this.#logged({}, path, type, fallback);
  }

  #logged(target: object, path: string, type: ts.Type | undefined, fallback: ((name: string | symbol) => unknown) | undefined): unknown {
    const properties = new Map((type ? this.#checker.getPropertiesOfType(type) : []).map((one) => [one.name, one]));
    const materialise = (name: string): boolean => {
      const property = properties.get(name);
      if (!property || Reflect.has(target, name)) return false;
      properties.delete(name);
      if (property.flags & ts.SymbolFlags.Optional && this.#random(`${path}.${name}?`).chance(0.4)) return false;
      const value = this.valueOf(this.#checker.getTypeOfSymbolAtLocation(property, this.#place), `${path}.${name}`, undefined, 1);
      return Reflect.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true });
    };
    const proxy: object = new Proxy(target, {
      get: (_, name, receiver): unknown => {
        if (typeof name === "string") materialise(name);
        if (this.#logsReads) this.tell(`get ${path}.${String(name)}`);
        if (name === Symbol.toPrimitive && !Array.isArray(target)) {
          return () => {
            this.tell(`convert ${path}`);
            return path.length;
          };
        }
        return Reflect.has(target, name) || !fallback ? Reflect.get(target, name, receiver) : fallback(name);
      },
      set: (_, name, value: unknown) => {
        this.tell(`set ${path}.${String(name)}`, value);
        properties.delete(String(name));
        return Reflect.set(target, name, value);
      },
      has: (_, name) => {
        if (typeof name === "string") materialise(name);
        this.tell(`in ${path}.${String(name)}`);
        return Reflect.has(target, name);
      },
      deleteProperty: (_, name) => {
        this.tell(`delete ${path}.${String(name)}`);
        properties.delete(String(name));
        return Reflect.deleteProperty(target, name);
      },
      ownKeys: () => {
        for (const name of [...properties.keys()]) materialise(name);
        return Reflect.ownKeys(target);
      },
      getOwnPropertyDescriptor: (_, name) => {
        if (typeof name === "string") materialise(name);
        return Reflect.getOwnPropertyDescriptor(target, name);
      },
    });
    this.#paths.set(proxy, path);
    return proxy;
  }
}
