import { execFile } from "node:child_process";
import { codeOf } from "./failure.ts";

/**
 * Lines of a file as it is now, from 1, both inclusive. Lines that were only taken away leave a range of no
 * width between two lines: `from` and `to` are both the line above and a half.
 */
export interface LineRange {
  readonly from: number;
  readonly to: number;
}

/** What changed since a commit, by absolute path with `/`; `all` for a file that Git does not know yet. */
export type ChangedLines = ReadonlyMap<string, readonly LineRange[] | "all">;

/**
 * The lines below `root` that changed since `ref`, committed or not, files that are not yet added included.
 * For a branch that went its own way the point where it parted counts. A `problem` is a sentence part.
 */
export async function changedLinesSince(root: string, ref: string): Promise<{ readonly changed: ChangedLines } | { readonly problem: string }> {
  const inside = await git(root, ["rev-parse", "--is-inside-work-tree"]);
  if ("failure" in inside) return { problem: inside.failure === "missing" ? "Git is not installed" : `“${root}” is not in a Git repository` };
  const commit = await git(root, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`]);
  if ("failure" in commit) return { problem: `Git knows no commit or branch “${ref}”` };
  const given = commit.output.trim();
  const parting = await git(root, ["merge-base", given, "HEAD"]);
  const base = "output" in parting ? parting.output.trim() : given;
  const diff = await git(root, [
    ...["-c", "core.quotePath=false", "diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-prefix"],
    ...["--find-renames", "--relative", base, "--", "."],
  ]);
  if ("failure" in diff) return { problem: `Git could not compare with “${ref}” (${diff.failure})` };
  const added = await git(root, ["ls-files", "--others", "--exclude-standard", "-z"]);
  if ("failure" in added) return { problem: `Git could not list the new files (${added.failure})` };
  const changed = new Map<string, readonly LineRange[] | "all">();
  for (const [file, ranges] of readDiff(diff.output)) changed.set(`${root}/${file}`, ranges);
  for (const file of added.output.split("\0")) if (file !== "") changed.set(`${root}/${file}`, "all");
  return { changed };
}

/** Whether lines `from` to `to` (from 1, both inclusive) hold a changed one. */
export function touches(ranges: readonly LineRange[] | "all" | undefined, from: number, to: number): boolean {
  return ranges === "all" || (ranges?.some((range) => range.from <= to && range.to >= from) ?? false);
}

/** The changed lines of the new side of a unified diff without context and without path prefixes, by path. */
export function readDiff(diff: string): ReadonlyMap<string, readonly LineRange[]> {
  const files = new Map<string, LineRange[]>();
  let current: LineRange[] = [];
  // Lines of a hunk's body may look like headers, so they are counted and passed over.
  let body = 0;
  for (const line of diff.split("\n")) {
    if (body > 0 && /^[+-]/.test(line)) {
      body--;
      continue;
    }
    if (line.startsWith("+++ ")) {
      current = [];
      files.set(unquoted(line.slice(4).replace(/\t$/, "")), current);
      continue;
    }
    const hunk = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (hunk === null) continue;
    const [, removed = "1", start = "0", added = "1"] = hunk;
    body = Number(removed) + Number(added);
    const from = Number(start);
    current.push(added === "0" ? { from: from + 0.5, to: from + 0.5 } : { from, to: from + Number(added) - 1 });
  }
  files.delete("/dev/null");
  return files;
}

/** Git quotes paths with control characters, quotes and backslashes as C does. */
function unquoted(path: string): string {
  if (!path.startsWith('"')) return path;
  const letters: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", a: "\x07", b: "\b", f: "\f", v: "\v" };
  return path
    .slice(1, -1)
    .replace(/\\(?:([0-7]{3})|(.))/g, (_, octal: string | undefined, letter: string) =>
      octal === undefined ? (letters[letter] ?? letter) : String.fromCharCode(Number.parseInt(octal, 8)),
    );
}

/** The output of Git, or the first line of what it complains about; `missing` where there is no Git. */
function git(folder: string, args: readonly string[]): Promise<{ readonly output: string } | { readonly failure: string }> {
  return new Promise((resolve) => {
    execFile("git", [...args], { cwd: folder, maxBuffer: 1 << 30, windowsHide: true }, (error, stdout, stderr) => {
      if (error === null) resolve({ output: stdout });
      else resolve({ failure: codeOf(error) === "ENOENT" ? "missing" : (stderr.split("\n")[0] ?? "") });
    });
  });
}
