/**
 * A cell that no spreadsheet takes for a formula: text that begins with = + - @ (also full-width, which Excel reads alike), a tab or a
 * line end gets an apostrophe in front (OWASP, CSV injection). Plain numbers stay numbers.
 */
export function safeCsvCell(value: string): string {
  if (/^-?\d+(\.\d+)?$/.test(value)) return value;
  return /^[=+\-@＝＋－＠\t\r\n]/.test(value) ? `'${value}` : value;
}
