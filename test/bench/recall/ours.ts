import { createAnalysis } from "../../../server/src/analysis/workspaceAnalysis.ts";
import { defaultSettings } from "../../../server/src/settings/settings.ts";
import type { Detector } from "./detector.ts";

const root = "/workspace";

/** Drydock as it is in the editor, at its defaults, in this process. */
export const ours: Detector = {
  name: "Drydock",
  groupsIn: (_key, files) => {
    const analysis = createAnalysis(root, defaultSettings);
    for (const [path, text] of files) analysis.set(`${root}/${path}`, text);
    return analysis.snapshot().findings.map(({ copies }) =>
      copies.map(({ file, from, to }) => ({
        path: file.slice(root.length + 1),
        startLine: from.line,
        // The end is exclusive: what ends at the beginning of a line has nothing of it.
        endLine: to.column === 0 ? to.line - 1 : to.line,
      })),
    );
  },
};
