import { checkDatabase } from "./backup/check-database.ts";
import { requireGivenDatabase } from "./stack/databases.ts";
import { describeFailure } from "./stack/setup-error.ts";

// npm run backup:check: a look at a restored database, changing nothing; exit code 1 when something is not as it must be
try {
  const { problems, facts } = await checkDatabase(await requireGivenDatabase(process.env));
  for (const fact of facts) console.log(`  ${fact}`);
  for (const problem of problems) console.error(`✗ ${problem}`);
  if (problems.length === 0) console.log("✓ schema, row-level security, keys, grants and roles are as they must be");
  process.exitCode = problems.length === 0 ? 0 : 1;
} catch (error) {
  console.error(describeFailure(error));
  process.exitCode = 1;
}
