/** Stored secrets after a change: a value replaces, null removes, what is not named stays. */
export function mergeSecrets(
  stored: Record<string, string>,
  change: Record<string, string | null | undefined>,
): Record<string, string> {
  const merged = { ...stored, ...change };
  return Object.fromEntries(Object.entries(merged).filter((entry): entry is [string, string] => entry[1] != null));
}
