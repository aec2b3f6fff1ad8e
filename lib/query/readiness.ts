/** What GET /readyz said: which parts answer, and which do not. */
export type Readiness = { isReady: boolean; failing: string[] };

/**
 * Asks whether every part of the installation works. An unreachable server is "not ready" too, never an error:
 * that is what the banner is for.
 */
export async function fetchReadiness(signal?: AbortSignal): Promise<Readiness> {
  try {
    const response = await fetch("/readyz", { signal, headers: { accept: "application/json" } });
    return readReadiness(response.ok, await response.json());
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    return { isReady: false, failing: ["server"] };
  }
}

/** Reads `{ checks: { name: { status } } }`; every check that is not "ok" is named. */
export function readReadiness(ok: boolean, body: unknown): Readiness {
  const checks = typeof body === "object" && body !== null && "checks" in body ? body.checks : {};
  const failing = Object.entries(checks ?? {}).flatMap(([name, check]) => (isFine(check) ? [] : [name]));
  return { isReady: ok && failing.length === 0, failing };
}

function isFine(check: unknown): boolean {
  if (typeof check === "string") return check === "ok";
  return typeof check === "object" && check !== null && "status" in check && check.status === "ok";
}
