/**
 * A subject or a name as every mail program reads it back: one line, whole characters, and nothing that stands for an encoded word
 * (RFC 2047), which programs would show as what it decodes to.
 */
export function headerText(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .replaceAll("=?", "= ?")
    .toWellFormed();
}
