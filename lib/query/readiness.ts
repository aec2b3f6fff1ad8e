/** A part of the installation that does not work, and what that means. */
export type FailingPart = { name: string; detail: string };

const UNREACHABLE: FailingPart = {
  name: "server",
  detail: "The server does not answer: what you see may be out of date.",
};

/** A server that takes longer is away as far as a person can tell. */
const ANSWER_MS = 10_000;

/**
 * Asks GET /readyz which parts do not work. An unreachable server is an answer too, never an error: that is what the
 * banner is for.
 */
async function fetchFailingParts(signal: AbortSignal): Promise<FailingPart[]> {
  try {
    const within = AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]);
    const response = await fetch("/readyz", { signal: within, headers: { accept: "application/json" } });
    return readFailingParts(await response.json());
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    return [UNREACHABLE];
  }
}

/** Reads `{ checks: { name: { status, detail } } }`; every check that is not "ok" is named. */
export function readFailingParts(body: unknown): FailingPart[] {
  const checks = isRecord(body) && isRecord(body.checks) ? body.checks : {};
  return Object.entries(checks).flatMap(([name, check]) => {
    if (!isRecord(check) || check.status === "ok") return [];
    return [{ name, detail: typeof check.detail === "string" ? check.detail : `${name} does not work.` }];
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** What does not work, and how many times in a row something did not. */
export type Readiness = { parts: readonly FailingPart[]; failures: number };

const KEY = ["readiness"] as const;
const POLL_MS = 30_000;
/** A banner should not outlive what it says: soon again at first, then less often. */
const FIRST_POLL_FAILING_MS = 2_000;
const LAST_POLL_FAILING_MS = 10_000;

type Asked = { signal: AbortSignal; client: { getQueryData: (key: typeof KEY) => unknown } };

/**
 * The failing parts, asked for every half minute, and every few seconds while there are any. Being offline is an answer here: the banner is
 * what says so.
 */
export const readinessQuery = {
  queryKey: KEY,
  queryFn: async ({ signal, client }: Asked): Promise<Readiness> => {
    const parts = await fetchFailingParts(signal);
    const before = client.getQueryData(KEY) as Readiness | undefined;
    return { parts, failures: parts.length === 0 ? 0 : (before?.failures ?? 0) + 1 };
  },
  refetchInterval: ({ state }: { state: { data?: Readiness } }) => {
    const failures = state.data?.failures ?? 0;
    return failures === 0 ? POLL_MS : Math.min(FIRST_POLL_FAILING_MS * 2 ** (failures - 1), LAST_POLL_FAILING_MS);
  },
  networkMode: "always",
} as const;

/** Whether nothing answered at all. */
export function isServerAway(readiness: Readiness | undefined): boolean {
  return readiness?.parts.some(({ name }) => name === UNREACHABLE.name) ?? false;
}
