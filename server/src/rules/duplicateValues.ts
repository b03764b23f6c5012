import type { PlacedValues, ValueGroup } from "../models/equalValues.ts";
import { isTellingSet } from "../models/tellingValues.ts";
import { positionAt } from "../syntax/position.ts";
import { equalDefinitions, haveOneName } from "./equalDefinitions.ts";
import type { Copy, Finding } from "./finding.ts";
import { IdMaker } from "./findingId.ts";
import { liveCopies } from "./ignoring.ts";
import { contentHashOf, modelSearch } from "./modelSearch.ts";
import type { Rule } from "./rule.ts";
import { adviceOf, linesOf, placesOf } from "./wording.ts";

/** Enums, unions of literals and tables of constants that hold the same values. */
export const duplicateValues: Rule = {
  id: "duplicate-values",
  title: "Duplicate values",
  description: "Enums, unions of literals and tables of constants that list the same values: one that is added to the first is missing in the second.",
  severity: "information",

  search(_, { models, counts }) {
    return modelSearch(models, () => {
      const ids = new IdMaker("duplicate-values");
      return models.equalValues().flatMap((group): readonly Finding[] => {
        const isNews = isTellingSet(group.sets.map(({ values }) => values));
        if (!isNews) counts?.add("members-by-chance");
        return isNews ? [findingOf(group, ids)] : [];
      });
    });
  },

  fixTitle: () => undefined,

  fix: () => undefined,
};

function findingOf(group: ValueGroup, ids: IdMaker): Finding {
  const { copies: sets, ignored } = liveCopies(group.sets, ({ source, values }) => ({ source, start: values.start, end: values.end }));
  const copies = sets.map(copyOfValues);
  const names = sets.map(({ values }) => values.name);
  return {
    id: ids.next(contentHashOf(group.content, sets[0]?.source.isTest === true)),
    rule: "duplicate-values",
    severity: "information",
    message: messageOf(sets, copies),
    ...equalDefinitions(copies, names, ignored),
  };
}

function copyOfValues({ source, values }: PlacedValues): Copy {
  const { lineStarts } = source.facts;
  const { start, end, nameSpan, name } = values;
  return { file: source.file, start, end, from: positionAt(lineStarts, start), to: positionAt(lineStarts, end), head: nameSpan, symbol: name };
}

function messageOf(sets: readonly PlacedValues[], copies: readonly Copy[]): string {
  const [first] = sets;
  const values = `${first?.values.values.length ?? 0} values`;
  const advice = adviceOf(copies, "keep one");
  if (haveOneName(sets.map(({ values: { name } }) => name)))
    return `${first?.values.name ?? ""} is defined ${copies.length === 2 ? "twice" : `${copies.length} times`} with the same ${values}: ${linesOf(copies)}. ${advice}`;
  return `${placesOf(copies)} list the same ${values}. ${advice}`;
}
