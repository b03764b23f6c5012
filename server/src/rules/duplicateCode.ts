import { CloneIndex } from "../clones/cloneIndex.ts";
import { holesOf } from "../clones/differences.ts";
import type { Hole } from "../clones/differences.ts";
import type { CloneFragment, CloneGroup } from "../clones/group.ts";
import { removableLinesOf } from "../clones/ranking.ts";
import { extractFunction } from "../refactorings/extractFunction.ts";
import { TokenRole } from "../syntax/facts.ts";
import { copyOf } from "./copy.ts";
import type { Copy, Difference, Finding } from "./finding.ts";
import { IdMaker } from "./findingId.ts";
import { liveCopies } from "./ignoring.ts";
import type { Rule } from "./rule.ts";
import { adviceOf, enumerated, placesOf } from "./wording.ts";

/** Copies of statements, functions, methods, classes and parts of objects, exact or renamed. */
export const duplicateCode: Rule = {
  id: "duplicate-code",
  title: "Duplicate code",
  description:
    "The same code in several places, exact or with other names, literals and types: a change to one copy is easily forgotten in the others.",
  severity: "warning",

  search(settings) {
    const index = new CloneIndex(settings);
    return {
      set: (source) => index.set(source),
      remove: (file) => index.remove(file),
      findings: () => {
        const ids = new IdMaker("duplicate-code");
        return index.groups().map((group) => findingOf(group, ids));
      },
    };
  },

  fixTitle({ copies }) {
    return `Extract to a shared function (${copies.length} copies)`;
  },

  fix(finding, projects) {
    return extractFunction(
      finding.copies.map(({ file, start, end }) => ({ file, start, end })),
      projects,
    );
  },
};

function findingOf(group: CloneGroup, ids: IdMaker): Finding {
  const { copies: fragments, ignored } = liveCopies(group.copies, (copy) => copy);
  const holes = holesOf(fragments).filter(({ isLocal }) => !isLocal);
  const copies = fragments.map(({ source, start, end }) => copyOf(source, start, end));
  return {
    id: ids.next(group.contentHash),
    rule: "duplicate-code",
    severity: "warning",
    message: messageOf(fragments, copies, holes),
    cloneType: isExact(fragments) ? 1 : 2,
    similarity: 1,
    removableLines: removableLinesOf(fragments),
    copies,
    differences: holes.map(differenceOf),
    ...(ignored === undefined ? {} : { ignored }),
  };
}

function messageOf(fragments: readonly CloneFragment[], copies: readonly Copy[], holes: readonly Hole[]): string {
  const lines = Math.max(...fragments.map((fragment) => fragment.lines));
  const alike = holes.length === 0 ? "" : `, alike but for ${countedHoles(holes)}`;
  const advice = adviceOf(copies, "extract what they share");
  return `The same ${lines} lines stand in ${copies.length} places${alike}: ${placesOf(copies)}. ${advice}`;
}

function countedHoles(holes: readonly Hole[]): string {
  const counted = new Map<string, number>();
  for (const { role } of holes) {
    const kind = kindOf(role);
    const word = kind === "identifier" || kind === "property" ? "name" : kind;
    counted.set(word, (counted.get(word) ?? 0) + 1);
  }
  return enumerated([...counted].map(([word, count]) => `${count} ${word}${count === 1 ? "" : "s"}`));
}

function differenceOf({ role, texts }: Hole): Difference {
  return { kind: kindOf(role), texts };
}

function kindOf(role: TokenRole): Difference["kind"] {
  switch (role) {
    case TokenRole.property:
      return "property";
    case TokenRole.literal:
      return "literal";
    case TokenRole.type:
      return "type";
    default:
      return "identifier";
  }
}

function isExact(copies: readonly CloneFragment[]): boolean {
  const [first, ...others] = copies;
  if (first === undefined) return false;
  const texts = textsOf(first);
  return others.every((other) => textsOf(other).every((text, i) => text === texts[i]));
}

function textsOf({ source, firstToken, endToken }: CloneFragment): Int32Array {
  return source.facts.tokens.texts.subarray(firstToken, endToken);
}
