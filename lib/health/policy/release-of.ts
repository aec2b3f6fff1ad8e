/** The code of what ends a state of the guard, from its evidence; null when nothing has to. */
export function releaseOf(evidence: Record<string, unknown> | null): string | null {
  return typeof evidence?.release === "string" ? evidence.release : null;
}
