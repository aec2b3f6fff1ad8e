import { isInTrouble } from "#lib/shared/in-trouble.ts";
import type { DomainRow } from "./health-rows.ts";

/** The sending domains that fit the choices in a URL; a word of `show` that is not known hides nothing. */
export function findDomains(rows: readonly DomainRow[], params: URLSearchParams): readonly DomainRow[] {
  const state = params.get("state") ?? "";
  const troubled = params.get("show") === "trouble";
  if (state === "" && !troubled) return rows;
  return rows.filter((row) => (state === "" || row.state === state) && (!troubled || isInTrouble(row)));
}
