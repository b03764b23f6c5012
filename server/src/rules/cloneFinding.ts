import { holesOf } from "../clones/differences.ts";
import type { Hole } from "../clones/differences.ts";
import { areEqual } from "../clones/group.ts";
import type { CloneFragment, CloneGroup } from "../clones/group.ts";
import { decidesNothing } from "../clones/noise.ts";
import { removableLinesOf } from "../clones/ranking.ts";
import { TokenRole } from "../syntax/facts.ts";
import { copyOf } from "./copy.ts";
import type { Copy, Difference, Finding } from "./finding.ts";
import type { IdMaker } from "./findingId.ts";
import { liveCopies } from "./ignoring.ts";
import { MadeFindings } from "./madeFindings.ts";
import { adviceOf, enumerated, placesOf } from "./wording.ts";

/** What the message of a finding is made of: the live copies, in the order of the group. */
export interface CloneFacts {
  readonly fragments: readonly CloneFragment[];
  readonly copies: readonly Copy[];
  /** Differences beside the names that each copy declares itself. */
  readonly holes: readonly Hole[];
}

/** By rule: groups of one rule are none of another. */
const made = new Map<string, MadeFindings<CloneGroup>>();

/** The finding of copies whose tokens correspond one to one. */
export function findingOfClones(
  group: CloneGroup,
  ids: IdMaker,
  rule: Pick<Finding, "rule" | "severity">,
  messageOf: (facts: CloneFacts) => string,
): Finding {
  let ofRule = made.get(rule.rule);
  if (ofRule === undefined) made.set(rule.rule, (ofRule = new MadeFindings()));
  return ofRule.of(group, ids.next(group.contentHash), () => withoutId(group, rule, messageOf));
}

function withoutId(
  { copies: all }: CloneGroup,
  rule: Pick<Finding, "rule" | "severity">,
  messageOf: (facts: CloneFacts) => string,
): Omit<Finding, "id"> {
  const { copies: fragments, ignored } = liveCopies(all, (copy) => copy);
  const holes = holesOf(fragments).filter(({ isLocal }) => !isLocal);
  const copies = fragments.map(({ source, start, end }) => copyOf(source, start, end));
  return {
    ...rule,
    message: messageOf({ fragments, copies, holes }),
    cloneType: areEqual(fragments) ? 1 : 2,
    similarity: 1,
    removableLines: removableLinesOf(fragments),
    copies,
    differences: holes.map(differenceOf),
    ...(holes.length > 1 && fragments.every(decidesNothing) ? { isHandedOn: true } : {}),
    ...(ignored === undefined ? {} : { ignored }),
  };
}

/**
 * The message of copies that say the same on some lines.
 *
 * @param what what the lines are, to stand behind them: ` of markup`
 * @param differing what the copies differ in; empty where they do not
 * @param advice what to do about them
 */
export function sameLinesIn({ fragments, copies }: CloneFacts, what: string, differing: string, advice: string): string {
  const lines = Math.max(...fragments.map((fragment) => fragment.lines));
  const alike = differing === "" ? "" : `, alike but for ${differing}`;
  return `The same ${lines} lines${what} stand in ${copies.length} places${alike}: ${placesOf(copies)}. ${adviceOf(copies, advice)}`;
}

/** `3 names and 1 literal`; empty where there is no hole. */
export function countedHoles(holes: readonly Hole[]): string {
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
