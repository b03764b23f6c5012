/** Mocha's own reporter, which also writes how many tests passed and failed to the file that `DRYDOCK_RESULTS` names. */
import { writeFileSync } from "node:fs";
import Mocha from "mocha";

export default class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once("end", () => {
      const counts = { passed: this.stats.passes, failed: this.stats.failures };
      writeFileSync(process.env["DRYDOCK_RESULTS"], JSON.stringify(counts));
    });
  }
}
