import { dirname } from "node:path";
import { readBackupTime } from "./restore-guard/arguments.ts";
import { describeFailure } from "./stack/setup-error.ts";
import { runWithServices } from "./stack/with-services.ts";

const args = process.argv.slice(2);
try {
  readBackupTime(args); // before anything is started
  await runWithServices({
    root: dirname(import.meta.dirname),
    path: "scripts/restore-guard/main.ts",
    args,
    migrate: false,
  });
} catch (error) {
  console.error(describeFailure(error));
  process.exitCode = 1;
}
