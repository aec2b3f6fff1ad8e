import type { ProspectFacts } from "../types.ts";

export type RawProspect = {
  id: string;
  name: string | null;
  company: string | null;
  city: string | null;
  state_code: string | null;
  trade_type: string | null;
  google_rating: number | null;
  review_count: number | null;
};

const maxNameLength = 60;
const titles = /^(mr|mrs|ms|miss|dr|mx|sir)\.?$/i;
const notNames = /^(info|office|owner|manager|admin|sales|service|contact|team|the|unknown|none|n\/?a)$/i;

/**
 * What of an imported prospect is safe to say in a mail. Imported text is a stranger's: anything that is no plain name (links,
 * markup, line breaks, braces, overlong) is left out rather than repeated.
 */
export function nameableFacts(raw: RawProspect): ProspectFacts {
  return {
    id: raw.id,
    firstName: firstNameOf(raw.name),
    company: plainName(raw.company),
    city: titleCase(plainName(raw.city)),
    stateCode: /^[A-Za-z]{2}$/.test(raw.state_code ?? "") ? (raw.state_code as string).toUpperCase() : null,
    tradeType: plainName(raw.trade_type)?.toLowerCase() ?? null,
    googleRating: raw.google_rating,
    reviewCount: raw.review_count,
  };
}

function plainName(text: string | null): string | null {
  const name = (text ?? "").replace(/\s+/g, " ").trim();
  if (name.length < 2 || name.length > maxNameLength || !/\p{L}/u.test(name)) return null;
  const isPlain = /^[\p{L}\p{N} .,&'’()/+#-]+$/u.test(name) && !/https?:|www\.|\/\/|@/i.test(name);
  return isPlain && !/\b[a-z0-9-]+\.(com|net|org|io|co|biz|info|us)\b/i.test(name) ? name : null;
}

function firstNameOf(name: string | null): string | null {
  const parts = (plainName(name) ?? "").split(" ").filter((part) => !titles.test(part));
  const first = parts[0] ?? "";
  if (!/^\p{L}[\p{L}'’-]{1,19}$/u.test(first) || notNames.test(first)) return null;
  return titleCase(first);
}

/** `PAT` and `pat` → `Pat`; mixed case (`DeShawn`, `O'Neil`) is left as given. */
function titleCase(name: string | null): string | null {
  if (name === null || (name !== name.toUpperCase() && name !== name.toLowerCase())) return name;
  return name.toLowerCase().replace(/(^|[\s'’-])\p{L}/gu, (letter) => letter.toUpperCase());
}
