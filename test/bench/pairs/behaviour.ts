import vm from "node:vm";
import { ts } from "../../../server/src/syntax/typescript.ts";
import type { Modules } from "./modules.ts";
import type { Pair } from "./pair.ts";
import { Stopped, World } from "./world.ts";

const seeds = ["ebb", "flow", "neap", "spring", "slack", "bore"];

/** What the functions of a pair did with all inputs, in order; `undefined` where a call took longer than so many milliseconds. */
export async function behaviourOf(pair: Pair, text: string, modules: Modules, checker: ts.TypeChecker, logsReads: boolean, milliseconds: number): Promise<readonly string[] | undefined> {
  const all: string[] = [];
  const { candidate, names } = pair;
  const { node, owner } = candidate;
  let world = new World(checker, node, "", logsReads);
  const hooks = {
    tell_: (what: string, ...values: readonly unknown[]): void => world.tell(what, ...values),
    decide_: (): boolean => world.decide(),
    keep_: (run: () => unknown): void => world.keep(run),
  };
  const exported = modules.run(candidate.source.fileName, text, owner?.name ? [owner.name.text] : names, hooks);
  for (const seed of seeds) {
    for (const name of names) {
      world = new World(checker, node, seed, logsReads);
      const made: unknown = owner?.name ? exported[owner.name.text] : undefined;
      const prototype: unknown = typeof made === "function" ? made.prototype : undefined;
      const method = (asked: string | symbol): unknown => (typeof prototype === "object" && prototype !== null ? Reflect.get(prototype, asked) : undefined);
      const callee = owner ? method(name) : exported[name];
      if (typeof callee !== "function") throw new Error(`${name} is no function.`);
      const self = owner ? world.valueOf(checker.getTypeAtLocation(owner), "this", method) : undefined;
      const given = argumentsOf(node, checker, world);
      const done = await finished(world, () => callee.apply(self, given) as unknown, checker.getSignatureFromDeclaration(node), checker, milliseconds);
      if (!done) return undefined;
      all.push(`${name.replace(/_\w+$/, "")} with ${seed}`, ...world.logs);
    }
  }
  return all;
}

function argumentsOf(node: ts.SignatureDeclaration, checker: ts.TypeChecker, world: World): readonly unknown[] {
  return node.parameters.flatMap((parameter, at): readonly unknown[] => {
    if (ts.isIdentifier(parameter.name) && parameter.name.text === "this") return [];
    const value = world.valueOf(checker.getTypeAtLocation(parameter), `given${at}`);
    return parameter.dotDotDotToken && Array.isArray(value) ? [...(value as readonly unknown[])] : [value];
  });
}

/** Runs to the end: what is given back is called, iterated or waited for, and what was kept is called. */
async function finished(world: World, run: () => unknown, signature: ts.Signature | undefined, checker: ts.TypeChecker, milliseconds: number): Promise<boolean> {
  let isDone = true;
  const attempt = (what: string, act: () => unknown): unknown => {
    try {
      const value = timed(act, milliseconds);
      world.logs.push(`${what} gives ${world.show(value)}`);
      return value;
    } catch (error) {
      if (isTimeout(error)) isDone = false;
      else world.logs.push(error instanceof Stopped ? "stopped" : `${what} throws ${world.show(error)}`);
      return undefined;
    }
  };
  let value = attempt("call", run);
  let type = signature && checker.getReturnTypeOfSignature(signature);
  for (let round = 0; round < 3 && isDone; round++) {
    if (value instanceof Promise) {
      value = await settled(value, world);
      type = type && checker.getAwaitedType(type);
    }
    if (typeof value !== "function") break;
    const callee = value;
    const [next] = type?.getCallSignatures() ?? [];
    const given = next ? next.parameters.map((one, at) => world.valueOf(checker.getTypeOfSymbol(one), `round${round}.${at}`)) : [world.valueOf(undefined, `round${round}`)];
    value = attempt("result", () => Reflect.apply(callee, undefined, given) as unknown);
    type = next && checker.getReturnTypeOfSignature(next);
  }
  if (isIterator(value)) {
    const iterator = value;
    for (let at = 0; at < 4 && isDone; at++) {
      const step = attempt("next", () => iterator.next(at));
      if (step instanceof Promise) await settled(step, world);
    }
  }
  for (let at = 0; at < world.kept.length && at < 40 && isDone; at++) {
    const kept = attempt("kept", world.kept[at] ?? (() => undefined));
    if (kept instanceof Promise) await settled(kept, world);
  }
  return isDone;
}

async function settled(promise: Promise<unknown>, world: World): Promise<unknown> {
  const none = Symbol("not yet");
  const outcome = await Promise.race([
    promise.then(
      (value: unknown) => ({ what: "settles with", value }),
      (value: unknown) => ({ what: "fails with", value }),
    ),
    // Whatever needs no clock has settled after some turns of the event loop.
    turns(8).then(() => ({ what: "is open", value: none })),
  ]);
  world.logs.push(outcome.value === none ? "is open" : `${outcome.what} ${world.show(outcome.value)}`);
  return outcome.what === "settles with" ? outcome.value : undefined;
}

async function turns(count: number): Promise<void> {
  for (let at = 0; at < count; at++) await new Promise((resolve) => setImmediate(resolve));
}

function isIterator(value: unknown): value is Iterator<unknown, unknown, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && /Generator/.test(Object.prototype.toString.call(value));
}

const script = new vm.Script("drydockRun_()");

/** Stops code that does not come back. */
function timed(act: () => unknown, milliseconds: number): unknown {
  Reflect.set(globalThis, "drydockRun_", act);
  return script.runInThisContext({ timeout: milliseconds });
}

function isTimeout(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
}
