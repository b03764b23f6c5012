import { ts } from "../../syntax/typescript.ts";
import { refuse, type Refusal } from "./refusals.ts";
import { mentionsOf, symbolAt } from "./symbols.ts";

/**
 * Calls that take a function out of its file: mocks of tests, which are moved in front of all imports, and functions of which
 * a browser gets the text. What the file declares or imports is not there when they run.
 */
const mocks = /^(?:jest|vi|vitest|rstest)\.(?:mock|unstable_mockModule|hoisted)$/;
const sentToBrowser = /\.(?:evaluate(?:Handle|All|OnNewDocument)?|\$\$?eval|addInitScript|waitForFunction|execute(?:Async)?Script)$|^browser\.execute(?:Async)?$/;

/** Why code at the node may not use more of its file than it does: a function around it, within `end`, runs without its file. */
export function refuseElsewhere(checker: ts.TypeChecker, node: ts.Node, end?: ts.Node): Refusal | undefined {
  for (let at = node; at !== end && !ts.isSourceFile(at); ) {
    at = at.parent;
    const taken = ts.isFunctionLike(at) ? takenBy(checker, at) : undefined;
    if (taken !== undefined) return refuse("runs-elsewhere", taken);
  }
  return undefined;
}

/** Matchers whose call a test runner writes in the file, for one test alone: it fails where another test comes to the same call. */
const inlineSnapshot = /\.to(?:Match|ThrowErrorMatching)InlineSnapshot$/;

/** Why the code cannot move at all: it contains a call that tools move in front of all else of its file, or that they write. */
export function refuseMoved(node: ts.Node): Refusal | undefined {
  if (ts.isCallExpression(node)) {
    const callee = node.expression.getText();
    if (mocks.test(callee)) return refuse("runs-elsewhere", callee);
    const matcher = inlineSnapshot.test(callee) ? callee.slice(callee.lastIndexOf(".") + 1) : undefined;
    if (matcher !== undefined) return refuse("written-by-tools", matcher);
  }
  return ts.forEachChild(node, refuseMoved);
}

/** What the function is given to, or a function of the file by its name, to be run without its file. */
function takenBy(checker: ts.TypeChecker, node: ts.SignatureDeclaration): string | undefined {
  const direct = takerOf(node);
  if (direct !== undefined) return direct;
  const named = ts.isFunctionDeclaration(node) ? node.name : ts.isVariableDeclaration(node.parent) ? node.parent.name : undefined;
  const symbol = named && ts.isIdentifier(named) ? symbolAt(checker, named) : undefined;
  if (!symbol) return undefined;
  return mentionsOf(checker, node.getSourceFile(), symbol).map(takerOf).find((one) => one !== undefined);
}

function takerOf(node: ts.Node): string | undefined {
  const { parent } = node;
  // `executeScript({ func: () => … })`
  const given = ts.isPropertyAssignment(parent) && parent.initializer === node ? parent.parent : node;
  const call = given.parent;
  if (!ts.isCallExpression(call) || !call.arguments.some((one) => one === given)) return undefined;
  const callee = call.expression.getText();
  return mocks.test(callee) || sentToBrowser.test(callee) ? callee : undefined;
}
