import { availableParallelism } from "node:os";

/** Where a bench finds its services; `appUrl` only where a bench says `needsApp`. */
export type BenchEnv = {
  /** a Postgres server; benches make databases of their own on it (bench/bench-context.ts) */
  databaseUrl: string;
  redisUrl: string;
  appUrl: string | null;
  /** progress, on stderr */
  say(line: string): void;
};

/** One way of doing the work. `run` answers how many units it did; `prepare` is not timed. */
export type Contender = { name: string; run: () => Promise<number>; prepare?: () => Promise<unknown> };

export type Measured = {
  name: string;
  /** milliseconds of each timed round */
  times: number[];
  medianMs: number;
  /** units a second at the median */
  perSecond: number;
};

/** A goal of GOALS with what was measured. `atLeast` and `aim` are minimums, or maximums when `isCeiling`. */
export type Verdict = {
  name: string;
  value: number;
  unit?: string;
  atLeast: number;
  aim?: number;
  isCeiling?: boolean;
};

export type BenchReport = {
  /** P3 */
  id: string;
  title: string;
  /** what was measured on: sizes, shapes, settings */
  sizes: string[];
  measured: Measured[];
  verdicts: Verdict[];
  notes?: string[];
};

/** What a bench file exports. */
export type Bench = { needsApp?: boolean; run(env: BenchEnv): Promise<BenchReport> };

/**
 * Times the contenders in turn, round after round, each round beginning with another one, after one untimed round. Medians of
 * interleaved rounds are what ratios on a shared machine may rest on.
 */
export async function race(contenders: readonly Contender[], rounds = 5): Promise<Map<string, Measured>> {
  if (rounds < 3) throw new Error("a race needs at least 3 rounds");
  const times = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  const units = new Map<string, number>();
  for (let round = 0; round <= rounds; round += 1) {
    for (let i = 0; i < contenders.length; i += 1) {
      const contender = contenders[(i + round) % contenders.length] as Contender;
      await contender.prepare?.();
      const start = performance.now();
      units.set(contender.name, await contender.run());
      if (round > 0) times.get(contender.name)?.push(performance.now() - start);
    }
  }
  const measure = ({ name }: Contender): Measured => {
    const own = times.get(name) ?? [];
    const medianMs = median(own);
    return { name, times: own, medianMs, perSecond: ((units.get(name) ?? 0) / medianMs) * 1_000 };
  };
  return new Map(contenders.map((contender) => [contender.name, measure(contender)]));
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? Number.NaN) + upper) / 2 : upper;
}

/** The measured contender of that name. */
export function of(measured: ReadonlyMap<string, Measured>, name: string): Measured {
  const found = measured.get(name);
  if (!found) throw new Error(`nothing was measured as ${name}`);
  return found;
}

export function isMet({ value, atLeast, isCeiling = false }: Verdict): boolean {
  return isCeiling ? value <= atLeast : value >= atLeast;
}

/** A section of bench/RESULTS.md. */
export function toMarkdown(report: BenchReport): string {
  const verdicts = report.verdicts.map((verdict) => {
    const sign = verdict.isCeiling ? "≤" : "≥";
    const unit = verdict.unit ?? "×";
    const value = unit === "" ? verdict.value.toLocaleString("en-US") : `${tidy(verdict.value)} ${unit}`;
    const aim = verdict.aim === undefined ? "" : `${sign} ${verdict.aim} ${unit}`;
    return `| ${verdict.name} | **${value}** | ${sign} ${verdict.atLeast} ${unit} | ${aim} | ${isMet(verdict) ? "met" : "MISSED"} |`;
  });
  const measured = report.measured.map(
    ({ name, times, medianMs, perSecond }) =>
      `| ${name} | ${tidy(medianMs)} | ${tidy(Math.min(...times))}–${tidy(Math.max(...times))} | ${tidy(perSecond)} | ${times.length} |`,
  );
  return [
    `## ${report.id} ${report.title}`,
    "",
    `\`npm run bench -- ${report.id}\`, ${availableParallelism()} cores, Node ${process.version}.`,
    "",
    ...report.sizes.map((line) => `* ${line}`),
    "",
    "| ratio | measured | at least | aim | |",
    "|---|---|---|---|---|",
    ...verdicts,
    ...(measured.length === 0
      ? []
      : ["", "| | median ms | range ms | units/s | rounds |", "|---|---|---|---|---|", ...measured]),
    ...(report.notes?.length ? ["", ...report.notes] : []),
    "",
  ].join("\n");
}

function tidy(value: number): string {
  if (!Number.isFinite(value)) return "–";
  return value >= 100 ? Math.round(value).toLocaleString("en-US") : value.toPrecision(3);
}
