import { SetupError } from "#scripts/stack/setup-error.ts";

/** What goes wrong on purpose. Each name is a kind of fault at one or more boundaries (docs/simulation.md). */
export const faultNames = [
  "crash",
  "commit",
  "provider",
  "credentials",
  "redis",
  "publish",
  "overlap",
  "clock",
  "runner",
  "events",
] as const;
export type FaultName = (typeof faultNames)[number];

/** What is broken on purpose, to see that the checks see it. */
const breakNames = ["unique-key", "recheck", "dedupe", "caps", "campaign-limit", "campaign-pause", "factor"] as const;
export type BreakName = (typeof breakNames)[number];

export type SimulationOptions = {
  prospects: number;
  /** simulated days */
  days: number;
  /** most messages a day of each tenant; null: a 25th of its prospects, at least 30 */
  daily: number | null;
  seed: number;
  faults: readonly FaultName[];
  broken: BreakName | null;
  /** first simulated day, `2026-02-16` */
  start: string;
  /** sends under way at the same time */
  workers: number;
  /** real seconds that may be spent on finding a shorter trace */
  shrinkSeconds: number;
};

export const usage = `npm run simulate -- [--prospects N] [--days D] [--daily N] [--seed S] [--faults none|all|name,name] [--break name]
  [--start YYYY-MM-DD] [--workers N] [--shrink SECONDS]
faults: ${faultNames.join(", ")}
breaks: ${breakNames.join(", ")}`;

const defaults: SimulationOptions = {
  prospects: 400,
  days: 14,
  daily: null,
  seed: 1,
  faults: faultNames,
  broken: null,
  start: "2026-02-16",
  workers: 4,
  shrinkSeconds: 120,
};

/** @throws SetupError that says what is wrong with an argument */
export function readOptions(args: readonly string[]): SimulationOptions {
  const options = { ...defaults };
  for (let index = 0; index < args.length; index += 2) {
    const [name = "", value] = [args[index], args[index + 1]];
    if (value === undefined) throw new SetupError(`${name} needs a value.`);
    const read = readers[name];
    if (!read) throw new SetupError(`${name} is no option.`);
    Object.assign(options, read(value));
  }
  return options;
}

const readers: Record<string, (value: string) => Partial<SimulationOptions>> = {
  "--prospects": (value) => ({ prospects: wholeNumber("--prospects", value, 10, 5_000_000) }),
  "--days": (value) => ({ days: wholeNumber("--days", value, 1, 730) }),
  "--daily": (value) => ({ daily: wholeNumber("--daily", value, 4, 100_000) }),
  "--seed": (value) => ({ seed: wholeNumber("--seed", value, 0, 2 ** 31) }),
  "--workers": (value) => ({ workers: wholeNumber("--workers", value, 1, 16) }),
  "--shrink": (value) => ({ shrinkSeconds: wholeNumber("--shrink", value, 0, 3_600) }),
  "--faults": (value) => ({ faults: readFaults(value) }),
  "--break": (value) => ({ broken: oneOf("--break", value, breakNames) }),
  "--start": (value) => {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || Number.isNaN(Date.parse(value)))
      throw new SetupError(`--start ${value} is no date.`);
    return { start: value };
  },
};

function readFaults(value: string): FaultName[] {
  if (value === "none") return [];
  if (value === "all") return [...faultNames];
  return value.split(",").map((name) => oneOf("--faults", name, faultNames));
}

function oneOf<Name extends string>(option: string, value: string, names: readonly Name[]): Name {
  const found = names.find((name) => name === value);
  if (!found) throw new SetupError(`${option} ${value}: use one of ${names.join(", ")}.`);
  return found;
}

function wholeNumber(option: string, value: string, min: number, max: number): number {
  const number = Number(value);
  if (Number.isInteger(number) && number >= min && number <= max) return number;
  throw new SetupError(`${option} must be a whole number from ${min} to ${max}.`);
}

/** The command that does the same again. */
export function commandOf(options: SimulationOptions): string {
  const faults =
    options.faults.length === faultNames.length
      ? "all"
      : options.faults.length === 0
        ? "none"
        : options.faults.join(",");
  const broken = options.broken === null ? "" : ` --break ${options.broken}`;
  const daily = options.daily === null ? "" : ` --daily ${options.daily}`;
  const rest = `--faults ${faults}${broken} --start ${options.start} --workers ${options.workers}`;
  return `npm run simulate -- --prospects ${options.prospects} --days ${options.days}${daily} --seed ${options.seed} ${rest}`;
}
