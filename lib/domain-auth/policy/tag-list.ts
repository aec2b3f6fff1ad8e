/**
 * The tags of a DKIM or DMARC record (`v=DMARC1; p=none`), in their order, names in lower case (RFC 6376 §3.2). null when it is no list
 * of tags, or a tag comes twice.
 */
export function readTags(record: string): Map<string, string> | null {
  const tags = new Map<string, string>();
  const parts = record.split(";").map((part) => part.trim());
  if (parts.at(-1) === "") parts.pop();
  for (const part of parts) {
    const equals = part.indexOf("=");
    const name = part.slice(0, equals).trim().toLowerCase();
    if (equals < 1 || !/^[a-z][a-z0-9_]*$/.test(name) || tags.has(name)) return null;
    tags.set(name, part.slice(equals + 1).trim());
  }
  return tags;
}
