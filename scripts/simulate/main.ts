import { commandOf, readOptions, usage } from "./options.ts";
import { report } from "./report.ts";
import { ScratchDatabases } from "./scratch-database.ts";
import { shrink } from "./shrink.ts";
import { simulate } from "./simulation.ts";

// node --conditions=react-server scripts/simulate/main.ts --prospects 400 --days 14: exit code 1 when an invariant does not hold
function required(name: "DATABASE_URL" | "REDIS_URL"): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: \`npm run simulate\` starts its own services.`);
  return value;
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  const services = {
    databases: new ScratchDatabases(required("DATABASE_URL"), `simulate_${process.pid}`),
    redisUrl: required("REDIS_URL"),
  };
  // What a run leaves on the server goes with it, also when it is told to stop.
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void services.databases.drop().finally(() => process.exit(130)));
  }
  console.log(commandOf(options));
  await services.databases.prepare();
  try {
    const result = await simulate(options, services, (line) => console.log(line));
    const shortest =
      result.violations.length > 0 ? await shrink(result, services, (line) => console.log(line)) : result;
    console.log(report(result, shortest));
    return result.violations.length > 0 ? 1 : 0;
  } finally {
    await services.databases.drop();
  }
}

try {
  process.exit(await main());
} catch (error) {
  console.error((error as Error).stack);
  console.error(usage);
  process.exit(2);
}
