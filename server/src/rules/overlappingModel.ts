import { confidenceOf } from "../models/confidence.ts";
import { newest } from "../models/groups.ts";
import type { PlacedModel } from "../models/groups.ts";
import type { OverlapGroup } from "../models/overlaps.ts";
import { memberShape } from "../models/shape.ts";
import { shareMembers, shareMembersTitle } from "../refactorings/shareMembers.ts";
import { fragmentsOf } from "./extraction.ts";
import type { Copy, Finding } from "./finding.ts";
import { IdMaker } from "./findingId.ts";
import { liveCopies } from "./ignoring.ts";
import { contentHashOf, modelCopyOf, modelSearch, placeOfModel } from "./modelSearch.ts";
import type { Rule } from "./rule.ts";
import { adviceOf, membersNamed, placesOf } from "./wording.ts";

/** Models must share members that say so much beside what many models of the workspace have, see `confidenceOf`. */
const leastConfidence = 2.5;

/** Models of which one holds all members of the other, or which share a core of members. */
export const overlappingModel: Rule = {
  id: "overlapping-model",
  title: "Overlapping model",
  description: "Models that repeat the members of another one, or share a core of them: what holds for one is easily forgotten in the other.",
  severity: "information",

  search(_, { models, counts }) {
    return modelSearch(models, () => {
      const ids = new IdMaker("overlapping-model");
      return models.near.overlaps().flatMap((group): readonly Finding[] => {
        const distinct = newest(group.models);
        const isNews = distinct.length > 1 && confidenceOf(group.core, models.index.counts, false) >= leastConfidence;
        if (!isNews) counts?.add(distinct.length < 2 ? "kept-in-step" : "members-by-chance");
        return isNews ? [findingOf({ ...group, models: distinct }, ids)] : [];
      });
    });
  },

  fixTitle: () => shareMembersTitle,

  fix: ({ copies }, projects) => shareMembers(fragmentsOf(copies), projects),
};

function findingOf(group: OverlapGroup, ids: IdMaker): Finding {
  const { copies: models, ignored } = liveCopies(group.models, placeOfModel);
  const copies = models.map(modelCopyOf);
  const core = new Set(group.core.map(({ name }) => name));
  const others = models.map(({ model }) => model.members.filter(({ name }) => !core.has(name)).map(({ name }) => name));
  return {
    id: ids.next(contentHashOf(group.core.map(memberShape).sort().join("\n"), models[0]?.source.isTest === true)),
    rule: "overlapping-model",
    severity: "information",
    message: messageOf(group, models, copies),
    // All but one say that they build on what the core says, in one line.
    removableLines: (copies.length - 1) * Math.max(0, Math.min(core.size, ...copies.map(({ from, to }) => to.line - from.line + 1)) - 1),
    copies,
    differences: [{ kind: "member", texts: others.map((names) => names.join(", ")) }],
    ...(ignored === undefined ? {} : { ignored }),
  };
}

function messageOf({ core, whole }: OverlapGroup, models: readonly PlacedModel[], copies: readonly Copy[]): string {
  const members = membersNamed(core.map(({ name }) => name));
  const base = whole === undefined ? undefined : copies[models.indexOf(whole)];
  if (base === undefined) {
    return `${placesOf(copies)} share ${members}. ${adviceOf(copies, "say them once, as a base of all")}`;
  }
  const larger = copies.filter((copy) => copy !== base);
  const repeat = larger.length === 1 ? "repeats" : "repeat";
  return `${placesOf(larger)} ${repeat} all ${members} of ${placesOf([base])}. ${adviceOf(copies, "let the larger build on the smaller")}`;
}
