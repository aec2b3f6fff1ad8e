/**
 * A cell that no spreadsheet takes for a formula: text that begins with = + - @ (also full-width, which Excel reads alike), a tab or a
 * line end gets an apostrophe in front (OWASP, CSV injection). Plain numbers stay numbers.
 */
export function safeCsvCell(value: string): string {
  if (/^-?\d+(\.\d+)?$/.test(value)) return value;
  return /^[=+\-@＝＋－＠\t\r\n]/.test(value) ? `'${value}` : value;
}

/** The text of a cell that was made safe so: what was written by one export can be read by another import. */
export function givenCsvCell(cell: string): string {
  return /^'[=+\-@＝＋－＠\t\r\n]/.test(cell) ? cell.slice(1) : cell;
}
