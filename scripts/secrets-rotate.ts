import { dirname } from "node:path";
import { describeFailure } from "./stack/setup-error.ts";
import { runWithServices } from "./stack/with-services.ts";

// npm run secrets:rotate: seals every stored secret anew with the current ENCRYPTION_KEY and AUTH_SECRET
try {
  const root = dirname(import.meta.dirname);
  await runWithServices({ root, path: "scripts/secrets-rotate/main.ts", args: [], migrate: false });
} catch (error) {
  console.error(describeFailure(error));
  process.exitCode = 1;
}
