import { writeFileSync } from "node:fs";

// Loaded into a measured process: leaves its largest resident size, in KiB, in the named file.
process.on("exit", () => {
  const { DRYDOCK_BENCH_MEMORY: file } = process.env;
  if (file !== undefined) writeFileSync(file, String(process.resourceUsage().maxRSS));
});
