import {
  type Disposable,
  type Event,
  EventEmitter,
  ThemeColor,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
  window,
} from "vscode";
import type { WireCopy, WireFinding, WireFolder, WireRule } from "../../server/src/lsp/protocol.ts";
import type { Findings } from "./findings.ts";
import { baseName, lineCountOf } from "./places.ts";

/** What the view shows: folders where there are several, rules, findings, copies. */
export type TreeNode =
  | { readonly kind: "folder"; readonly folder: WireFolder }
  | { readonly kind: "rule"; readonly rule: WireRule; readonly folder: WireFolder }
  | { readonly kind: "finding"; readonly finding: WireFinding }
  | { readonly kind: "copy"; readonly finding: WireFinding; readonly index: number; readonly copy: WireCopy };

/** Shows the findings in Drydock's view, with their number as its badge. */
export function showTree(findings: Findings): Disposable {
  const provider = new FindingsTree(findings);
  const view = window.createTreeView("drydock.findings", { treeDataProvider: provider, showCollapseAll: true });
  const listener = findings.onDidChange(({ findings: count }) => {
    const tooltip = count === 1 ? "1 finding" : `${count} findings`;
    view.badge = count === 0 ? undefined : { value: count, tooltip };
    provider.refresh();
  });
  return {
    dispose() {
      listener.dispose();
      view.dispose();
      provider.dispose();
    },
  };
}

class FindingsTree implements TreeDataProvider<TreeNode>, Disposable {
  readonly #findings: Findings;
  readonly #changed = new EventEmitter<undefined>();
  readonly onDidChangeTreeData: Event<undefined> = this.#changed.event;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  refresh(): void {
    this.#changed.fire(undefined);
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    switch (node?.kind) {
      case undefined: {
        const folders = (await this.#findings.folders()).filter(({ rules }) => rules.length > 0);
        const [only] = folders;
        if (folders.length === 1 && only !== undefined) return rulesOf(only);
        return folders.map((folder) => ({ kind: "folder", folder }));
      }
      case "folder":
        return rulesOf(node.folder);
      case "rule":
        return node.rule.findings.map((finding) => ({ kind: "finding", finding }));
      case "finding":
        return node.finding.copies.map((copy, index) => ({ kind: "copy", finding: node.finding, index, copy }));
      case "copy":
        return [];
    }
  }

  getTreeItem(node: TreeNode): TreeItem {
    switch (node.kind) {
      case "folder":
        return folderItem(node.folder);
      case "rule":
        return ruleItem(node.rule, node.folder);
      case "finding":
        return findingItem(node.finding);
      case "copy":
        return copyItem(node);
    }
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function rulesOf(folder: WireFolder): TreeNode[] {
  return folder.rules.map((rule) => ({ kind: "rule", rule, folder }));
}

function folderItem(folder: WireFolder): TreeItem {
  const item = new TreeItem(folder.name, TreeItemCollapsibleState.Expanded);
  item.id = folder.uri;
  item.iconPath = ThemeIcon.Folder;
  item.contextValue = "folder";
  return item;
}

function ruleItem(rule: WireRule, folder: WireFolder): TreeItem {
  const item = new TreeItem(rule.title, TreeItemCollapsibleState.Expanded);
  item.id = `${folder.uri} ${rule.id}`;
  item.description = String(rule.findings.length);
  item.contextValue = "rule";
  return item;
}

const icons = {
  error: new ThemeIcon("error", new ThemeColor("list.errorForeground")),
  warning: new ThemeIcon("warning", new ThemeColor("list.warningForeground")),
  information: new ThemeIcon("info"),
  hint: new ThemeIcon("lightbulb"),
} as const;

function findingItem(finding: WireFinding): TreeItem {
  const item = new TreeItem(labelOf(finding), TreeItemCollapsibleState.Collapsed);
  const gain = finding.removableLines > 0 ? ` · −${finding.removableLines} lines` : "";
  item.id = finding.id;
  item.description = `${finding.copies.length} copies${gain}`;
  item.tooltip = `${finding.message}${finding.removableLines > 0 ? ` About ${finding.removableLines} lines can go.` : ""}`;
  item.iconPath = icons[finding.severity];
  item.contextValue = "finding";
  return item;
}

/** The names of the copies, each once, or of their files where they have none. */
function labelOf({ copies }: WireFinding): string {
  const names = [...new Set(copies.map(({ path, symbol }) => symbol ?? baseName(path)))];
  return names.length > 3 ? `${names.slice(0, 3).join(", ")}, …` : names.join(", ");
}

function copyItem({ copy, finding, index }: TreeNode & { readonly kind: "copy" }): TreeItem {
  const item = new TreeItem(`${baseName(copy.path)}:${copy.head.start.line + 1}`);
  const folder = copy.path.slice(0, Math.max(0, copy.path.lastIndexOf("/")));
  item.id = `${finding.id} ${index}`;
  item.description = [copy.symbol, folder].filter((part) => part !== undefined && part !== "").join(" · ");
  item.tooltip = `${copy.path}, ${lineCountOf(copy)} lines`;
  item.resourceUri = Uri.parse(copy.uri);
  item.iconPath = ThemeIcon.File;
  item.contextValue = "copy";
  item.command = { title: "Open", command: "drydock.openCopy", arguments: [finding.id, index] };
  return item;
}
