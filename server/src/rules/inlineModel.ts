import { confidenceOf } from "../models/confidence.ts";
import type { ModelGroup } from "../models/groups.ts";
import type { NameCounts } from "../models/nameCounts.ts";
import type { PlacedModel } from "../models/placed.ts";
import { nameTypeTitle, useModel, useModelTitle } from "../refactorings/useModel.ts";
import { keptBy } from "../syntax/keptBy.ts";
import { ownText } from "../syntax/ownText.ts";
import { positionAt } from "../syntax/position.ts";
import { fragmentsOf } from "./extraction.ts";
import type { Copy } from "./finding.ts";
import { modelSearch } from "./modelSearch.ts";
import type { ModelGroups } from "./modelSearch.ts";
import type { Rule } from "./rule.ts";
import { linesOf, placesOf } from "./wording.ts";

/** Members must say so much where a named model says the same, see `confidenceOf`, */
const leastOfNamed = 2;
/** so much where none does, in several files or in three places, */
const leastOfRecurring = 3;
/** and so much in two places of one file, which who wrote the one had before their eyes. */
const leastOfNeighbours = 4;

/** Object types that are written where they are used although a model says the same, or that recur. */
export const inlineModel: Rule = {
  id: "inline-model",
  title: "Inline model",
  description: "An object type that is written out where it is used, although it has a name already or recurs: a member that is added to one is missing in the others.",
  severity: "information",

  search: (_, context) => modelSearch(context, groups),

  fixTitle: ({ copies }) => (copies.some(isDeclared) ? useModelTitle : nameTypeTitle),

  fix: ({ copies }, projects) => useModel(fragmentsOf(copies), projects),
};

const groups: ModelGroups<PlacedModel, ModelGroup> = {
  rule: "inline-model",
  severity: "information",
  groupsIn: (relations) => relations.equalModels(),
  newsIn({ models: all }, counts) {
    const models = all.filter(({ model }) => model.form !== "schema");
    if (models.length < 2 || !models.some(isInline)) return undefined;
    if (models.every(({ source }) => source.isTranslation)) return "translation";
    if (areInOneDeclaration(models)) return "repeats-itself";
    return says(models, counts) ? models : "members-by-chance";
  },
  isGroup: (_, models) => models.some(isInline),
  contentOf: ({ shape }) => shape,
  say(_, models, copies) {
    const lines = copies.filter((_copy, i) => models[i]?.model.form === "inline").map(({ from, to }) => to.line - from.line);
    const kept = lines.length === copies.length ? Math.max(...lines) : 0;
    return { message: messageOf(models, copies), removableLines: lines.reduce((sum, count) => sum + count, 0) - kept, differences: [] };
  },
};

function isInline({ model }: PlacedModel): boolean {
  return model.form === "inline";
}

/** Whether a copy is a model with a name: the squiggle then goes to the name, and not to where the copy begins. */
function isDeclared({ head, start }: Copy): boolean {
  return head.start > start;
}

/** Whether all are written in one function: its overloads say their parameters again, and who reads one sees the other. */
function areInOneDeclaration(models: readonly PlacedModel[]): boolean {
  if (models.some(({ model, source }) => model.form !== "inline" || source !== models[0]?.source)) return false;
  const [first, ...others] = models.map(functionAround);
  return first !== undefined && others.every((name) => name === first);
}

/** How declarations at the top of a file begin. */
const declaration = /(?:export )?(?:declare |default |async |abstract )*(const|let|var|function|class|interface|type|enum|namespace)\b[* ]*([\w$]*)/y;

/** The name of the function or constant at the top of the file that a model stands in, by how declarations begin a line. Groups are asked again after every edit. */
const functionAround = keptBy(({ source: { text, facts }, model }: PlacedModel): string | undefined => {
  for (let { line } = positionAt(facts.lineStarts, model.start); line >= 0; line--) {
    declaration.lastIndex = facts.lineStarts[line] ?? 0;
    const [, keyword, name = ""] = declaration.exec(text) ?? [];
    if (keyword === undefined || declaration.lastIndex > model.start) continue;
    return keyword === "const" || keyword === "function" ? ownText(name, 0) : undefined;
  }
  return undefined;
});

/** Whether types without a name say enough to be worth one; members of which nothing is known say little. */
function says(models: readonly PlacedModel[], counts: NameCounts): boolean {
  const [first] = models;
  const members = (first?.model.members ?? []).filter(({ type }) => !/^(?:any|unknown|never)$/.test(type));
  if (models.some(({ model }) => model.form !== "inline")) return confidenceOf(members, counts, false) >= leastOfNamed;
  const areApart = models.length > 2 || new Set(models.map(({ source }) => source.file)).size > 1;
  return confidenceOf(members, counts, false) >= (areApart ? leastOfRecurring : leastOfNeighbours);
}

function messageOf(models: readonly PlacedModel[], copies: readonly Copy[]): string {
  const members = `${models[0]?.model.members.length ?? 0} members`;
  const named = copies.filter((_, i) => models[i]?.model.form !== "inline");
  const inline = copies.filter((_, i) => models[i]?.model.form === "inline");
  if (named.length === 0) return `The same type of ${members} is written out in ${inline.length} places: ${linesOf(inline)}. Give it a name and use that.`;
  const places = inline.length === 1 ? "one place" : `${inline.length} places`;
  return `The ${members} of ${placesOf(named)} are written out without the name in ${places}: ${linesOf(inline)}. Use the name.`;
}
