/** Text for a LIKE pattern (`contains` makes one) in which every character stands for itself. */
export function likeLiteral(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}
