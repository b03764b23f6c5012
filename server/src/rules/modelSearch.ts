import type { ModelRelations } from "../models/modelRelations.ts";
import type { NoNews } from "../models/groups.ts";
import type { NameCounts } from "../models/nameCounts.ts";
import type { PlacedModel, PlacedValues } from "../models/placed.ts";
import { hashText } from "../syntax/hash.ts";
import { positionAt } from "../syntax/position.ts";
import { copyOf } from "./copy.ts";
import type { Copy, Finding } from "./finding.ts";
import { IdMaker } from "./findingId.ts";
import { liveCopies } from "./ignoring.ts";
import { MadeFindings } from "./madeFindings.ts";
import { modelJobs } from "./jobs.ts";
import type { SearchContext } from "./rule.ts";
import { keptIn } from "./search.ts";
import type { Search } from "./search.ts";

/** What a rule makes of the groups of definitions that it tells of. */
export interface ModelGroups<Model extends PlacedModel | PlacedValues, Group extends object> {
  readonly rule: string;
  readonly severity: Finding["severity"];
  /** The groups, sorted by their first definition. */
  groupsIn(relations: ModelRelations): readonly Group[];
  /** The definitions of a group that are told of, by place; why it is no news; or `undefined` where the rule has nothing to do with it. */
  newsIn(group: Group, counts: NameCounts): readonly Model[] | NoNews | "translation" | "repeats-itself" | undefined;
  /** Whether these definitions of a group are one still, where a comment takes others out; two and more are unless it says otherwise. */
  isGroup?(group: Group, models: readonly Model[]): boolean;
  /** What the group says, free of names, places and order: its id is made of it. */
  contentOf(group: Group): string;
  /** @param models those of the group that are told of, without what a comment takes out */
  say(group: Group, models: readonly Model[], copies: readonly Copy[]): Pick<Finding, "message" | "removableLines" | "differences" | "cloneType">;
}

/** A search in what definitions of data say of each other. */
export function modelSearch<Model extends PlacedModel | PlacedValues, Group extends object>({ models: relations, counts }: SearchContext, groups: ModelGroups<Model, Group>): Search {
  const { index } = relations;
  const made = new MadeFindings<Told>();
  const known = new WeakMap<Group, Told & { readonly news: readonly Model[] }>();
  // Groups are made anew when one of their files changes: what is told of the same definitions of one is the same as before.
  const toldOf = (group: Group, news: readonly Model[]): Told => {
    const before = known.get(group);
    if (before?.news.length === news.length && before.news.every((model, i) => model === news[i])) return before;
    const contentHash = contentHashOf(groups.contentOf(group), news[0]?.source.isTest === true);
    const told = { contentHash, finding: findingOf(group, news, groups), news };
    known.set(group, told);
    return told;
  };
  return {
    ...keptIn(index),
    jobs: (isShared) => modelJobs(index.takeFilesToRead(isShared)),
    take(result) {
      if (result.kind !== "models") return;
      for (const { file, definitions } of result.read) index.takeModels(file, definitions);
    },
    findings() {
      const ids = new IdMaker(groups.rule);
      return groups.groupsIn(relations).flatMap((group): readonly Finding[] => {
        const news = groups.newsIn(group, index.counts);
        if (typeof news === "string") counts?.add(news);
        if (typeof news !== "object") return [];
        const told = toldOf(group, news);
        return [made.of(told, ids.next(told.contentHash), () => told.finding)];
      });
    },
  };
}

/** What a rule tells of a group, whatever else it tells. */
interface Told {
  readonly contentHash: string;
  readonly finding: Omit<Finding, "id">;
}

function findingOf<Model extends PlacedModel | PlacedValues, Group extends object>(group: Group, news: readonly Model[], groups: ModelGroups<Model, Group>): Omit<Finding, "id"> {
  const { copies: models, ignored } = liveCopies(news, ({ source, model }) => ({ source, start: model.start, end: model.end }), (live) => groups.isGroup?.(group, live) !== false);
  const copies = models.map(modelCopyOf);
  return {
    rule: groups.rule,
    severity: groups.severity,
    ...groups.say(group, models, copies),
    copies,
    ...(ignored === undefined ? {} : { ignored }),
  };
}

/** A definition as a copy: with its own name, or, where it has none, that of what it stands in. */
function modelCopyOf({ source, model }: PlacedModel | PlacedValues): Copy {
  const { lineStarts } = source.facts;
  const { start, end, form, name, nameSpan: head } = model;
  if (form === "inline") return copyOf(source, start, end);
  const symbol = "container" in model && model.container !== "" ? `${model.container}.${name}` : name;
  return { file: source.file, start, end, from: positionAt(lineStarts, start), to: positionAt(lineStarts, end), head, symbol };
}

/** Groups of tests have other ids than those of the program. */
function contentHashOf(content: string, inTests: boolean): string {
  return [content, `${inTests ? "test" : "model"} ${content}`].map((text) => (hashText(text) >>> 0).toString(16).padStart(8, "0")).join("");
}
