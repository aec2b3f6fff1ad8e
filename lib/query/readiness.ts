/** A part of the installation that does not work, and what that means. */
export type FailingPart = { name: string; detail: string };

const UNREACHABLE: FailingPart = {
  name: "server",
  detail: "The server does not answer: what you see may be out of date.",
};

/**
 * Asks GET /readyz which parts do not work. An unreachable server is an answer too, never an error: that is what the
 * banner is for.
 */
export async function fetchFailingParts(signal?: AbortSignal): Promise<FailingPart[]> {
  try {
    const response = await fetch("/readyz", { signal, headers: { accept: "application/json" } });
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

const POLL_MS = 30_000;
/** A banner should not outlive what it says. */
const POLL_FAILING_MS = 5_000;

/** The failing parts, asked for every half minute, and more often while there are any. Being offline is an answer here: the banner is what says so. */
export const failingPartsQuery = {
  queryKey: ["readiness"],
  queryFn: ({ signal }: { signal: AbortSignal }) => fetchFailingParts(signal),
  refetchInterval: ({ state }: { state: { data?: readonly FailingPart[] } }) =>
    state.data?.length ? POLL_FAILING_MS : POLL_MS,
  networkMode: "always",
} as const;
