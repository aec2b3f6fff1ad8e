import { createHash } from "node:crypto";

const maxNames = 5_000;
const names = new Map<string, string>();

/** The name under which a connection keeps this statement prepared: parsed once, planned once. */
export function statementName(sql: string): string {
  const known = names.get(sql);
  if (known !== undefined) return known;
  const name = createHash("sha1").update(sql).digest("hex");
  if (names.size < maxNames) names.set(sql, name);
  return name;
}
