/**
 * A cell that no spreadsheet takes for a formula: text that begins with = + - @ tab or carriage return gets an apostrophe in front
 * (OWASP, CSV injection). Plain numbers stay numbers.
 */
export function safeCsvCell(value: string): string {
  if (/^-?\d+(\.\d+)?$/.test(value)) return value;
  return /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
}
