import { confidenceOf } from "../models/confidence.ts";
import { newest } from "../models/groups.ts";
import { areMirrors } from "../models/mirrors.ts";
import type { OverlapGroup } from "../models/overlaps.ts";
import type { PlacedModel } from "../models/placed.ts";
import { memberShape } from "../models/shape.ts";
import { shareMembers, shareMembersTitle } from "../refactorings/shareMembers.ts";
import { fragmentsOf } from "./extraction.ts";
import type { Copy } from "./finding.ts";
import { modelSearch } from "./modelSearch.ts";
import type { ModelGroups } from "./modelSearch.ts";
import type { Rule } from "./rule.ts";
import { useOfSchemaFile } from "./schemaFileAdvice.ts";
import { adviceOf, membersNamed, placesOf } from "./wording.ts";

/** Models must share members that say so much beside what many models of the workspace have, see `confidenceOf`. */
const leastConfidence = 2.5;

/** Models of which one holds all members of the other, or which share a core of members. */
export const overlappingModel: Rule = {
  id: "overlapping-model",
  title: "Overlapping model",
  description: "Models that repeat the members of another one, or share a core of them: what holds for one is easily forgotten in the other.",
  severity: "information",

  search: (_, context) => modelSearch(context, groups),

  fixTitle: () => shareMembersTitle,

  fix: ({ copies }, projects) => shareMembers(fragmentsOf(copies), projects),
};

const groups: ModelGroups<PlacedModel, OverlapGroup> = {
  rule: "overlapping-model",
  severity: "information",
  groupsIn: ({ near }) => near.overlaps(),
  newsIn(group, counts) {
    const models = newest(group.models);
    if (models.length < 2) return "kept-in-step";
    if (areMirrors(models)) return "mirrors";
    return confidenceOf(group.core, counts, false) >= leastConfidence ? models : "members-by-chance";
  },
  contentOf: ({ core }) => core.map(memberShape).sort().join("\n"),
  say(group, models, copies) {
    const core = new Set(group.core.map(({ name }) => name));
    const others = models.map(({ model }) => model.members.filter(({ name }) => !core.has(name)).map(({ name }) => name));
    // All but one say that they build on what the core says, in one line.
    const shortest = Math.min(core.size, ...copies.map(({ from, to }) => to.line - from.line + 1));
    return {
      message: messageOf(group, models, copies),
      removableLines: (copies.length - 1) * Math.max(0, shortest - 1),
      differences: [{ kind: "member", texts: others.map((names) => names.join(", ")) }],
    };
  },
};

function messageOf({ core, whole }: OverlapGroup, models: readonly PlacedModel[], copies: readonly Copy[]): string {
  const members = membersNamed(core.map(({ name }) => name));
  const base = whole === undefined ? undefined : copies[models.indexOf(whole)];
  if (base === undefined) {
    return `${placesOf(copies)} share ${members}. ${adviceOf(copies, useOfSchemaFile(models) ?? "say them once, as a base of all")}`;
  }
  const larger = copies.filter((copy) => copy !== base);
  const repeat = larger.length === 1 ? "repeats" : "repeat";
  return `${placesOf(larger)} ${repeat} all ${members} of ${placesOf([base])}. ${adviceOf(copies, useOfSchemaFile(models) ?? "let the larger build on the smaller")}`;
}
