/** A ZIP in full: five digits, or five and four. */
export const zipPattern = /^\d{5}(-?\d{4})?$/;

/** Where every ZIP begins with zeros: as many digits are left of its first five by a spreadsheet that takes it for a number. */
const digitsLeft: Readonly<Record<string, number>> = { CT: 4, MA: 4, ME: 4, NH: 4, NJ: 4, PR: 3, RI: 4, VT: 4 };

/**
 * The ZIP that is meant. Leading zeros that a spreadsheet took away come back where the state says that there were some; null for
 * anything that is no ZIP.
 */
export function zipOf(text: string, stateCode: string | null): string | null {
  const trimmed = text.trim();
  if (zipPattern.test(trimmed)) return trimmed;
  const [, first = "", rest = ""] = /^(\d{3,4})(-?\d{4})?$/.exec(trimmed) ?? [];
  return first !== "" && first.length === digitsLeft[stateCode ?? ""] ? first.padStart(5, "0") + rest : null;
}
