/** The text somebody gave, without blanks around it; null for anything else and for nothing. */
export function givenText(value: unknown): string | null {
  if (typeof value !== "string") return null;
  const trimmed = value.trim();
  return trimmed === "" ? null : trimmed;
}
