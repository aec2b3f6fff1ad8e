import { dirname } from "node:path";
import { describeFailure } from "./stack/setup-error.ts";
import { runWithServices } from "./stack/with-services.ts";
import { readTenantArguments } from "./tenant-create/arguments.ts";

const args = process.argv.slice(2);
try {
  readTenantArguments(args); // before anything is started
  const root = dirname(import.meta.dirname);
  await runWithServices({ root, path: "scripts/tenant-create/main.ts", args, migrate: true });
} catch (error) {
  console.error(describeFailure(error));
  process.exitCode = 1;
}
