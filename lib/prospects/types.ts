/** Every status of an outreach (SPEC §2). */
export const outreachStatuses = [
  "cold",
  "contacted",
  "interested",
  "demo_scheduled",
  "demo_completed",
  "proposal_sent",
  "won",
  "lost",
  "bounced",
  "unreachable",
  "unsubscribed",
  "no_verified_email",
  "generation_failed",
  "duplicate_email",
  "exhausted",
] as const;

/** Set by people at will; the rest follows from what happens to the mail (SPEC §2). */
export const peoplesStatuses = ["demo_scheduled", "demo_completed", "proposal_sent", "won", "lost"] as const;
export type PeoplesStatus = (typeof peoplesStatuses)[number];

/** A field of a prospect that a CSV column can fill. */
export const importFields = [
  "email",
  "name",
  "first_name",
  "last_name",
  "company",
  "phone",
  "trade_type",
  "website",
  "city",
  "state_code",
  "zip",
  "google_rating",
  "review_count",
  "source_place_id",
  "email_source",
  "consent_basis",
  "priority",
  "notes",
] as const;

export type ImportField = (typeof importFields)[number];

/** What people call these fields. */
export const importFieldLabels: Record<ImportField, string> = {
  email: "Email address",
  name: "Name",
  first_name: "First name",
  last_name: "Last name",
  company: "Company",
  phone: "Phone",
  trade_type: "Trade",
  website: "Website",
  city: "City",
  state_code: "State",
  zip: "ZIP",
  google_rating: "Google rating",
  review_count: "Number of reviews",
  source_place_id: "Google place id",
  email_source: "Source of the address",
  consent_basis: "Basis of consent",
  priority: "Priority",
  notes: "Notes",
};

/**
 * Where a column of the file goes: a field, a custom one of this name (enrichment.custom), or nowhere. `title` is what the file calls
 * the column; left out where it has none, and by imports of before it was kept.
 */
export type ColumnTarget = { title?: string } & (
  | { kind: "field"; field: ImportField }
  | { kind: "custom"; name: string }
  | { kind: "ignored"; name: string }
);

/** What a person chooses for a column. A custom field is called as the column is. */
export const columnChoices = [...importFields, "custom", "ignore"] as const;
export type ColumnChoice = (typeof columnChoices)[number];

export type ImportMode = "insert" | "update";

/** What became of one row of an import (SPEC §12). */
export const importResults = {
  added: "Added",
  added_without_address: "Added without an address: it is not written to until it has one",
  added_duplicate_address: "Added as a duplicate: another prospect has this address",
  updated: "Empty fields of the existing prospect filled",
  already_present: "Already there, nothing changed",
  duplicate_in_file: "Already in this file, further up",
  suppressed: "Not added: the address or its domain is suppressed",
  invalid_email: "Not added: the address is malformed",
  invalid_value: "Not added: a value cannot be read",
  invalid_row: "Not added: the row does not fit the header",
} as const;

export type ImportResult = keyof typeof importResults;

/** What a row did to the prospects: a new one, one that was there changed, all as it was, or not taken. */
export const importEffects = {
  added: "added",
  added_without_address: "added",
  added_duplicate_address: "added",
  updated: "changed",
  already_present: "unchanged",
  duplicate_in_file: "unchanged",
  suppressed: "refused",
  invalid_email: "refused",
  invalid_value: "refused",
  invalid_row: "refused",
} as const satisfies Record<ImportResult, string>;

/** Rows by what they did. */
export type ImportTotals = Record<(typeof importEffects)[ImportResult], number>;

/** A prospect as one row describes it; null where the row says nothing. */
export type ParsedProspect = {
  email: string | null;
  name: string | null;
  company: string | null;
  phone: string | null;
  trade_type: string | null;
  website: string | null;
  city: string | null;
  state_code: string | null;
  zip: string | null;
  google_rating: number | null;
  review_count: number | null;
  source_place_id: string | null;
  email_source: string | null;
  consent_basis: string | null;
  priority: number | null;
  notes: string | null;
  custom: Record<string, string>;
};

/** By arrival; by the next email, of those who have one; by the last email, of those who were written to. */
export const prospectSorts = ["-created", "created", "next_send", "last_sent", "-last_sent"] as const;
export type ProspectSort = (typeof prospectSorts)[number];

/** Whether the order can be had under these filters: only who is in the sequence and not held has a next email. */
export function isSortable(
  sort: ProspectSort,
  filter: { status?: string | null; hold_reason?: string | null },
): boolean {
  if (sort !== "next_send") return true;
  return !filter.hold_reason && (!filter.status || filter.status === "cold" || filter.status === "contacted");
}

export const bulkActions = ["assign_owner", "assign_campaign", "stop", "suppress", "verify"] as const;
export type BulkAction = (typeof bulkActions)[number];

/** Chosen one by one, and by a filter: a request ends within a minute even where every row is locked in turn. */
export const mostBulkIds = 500;
export const mostBulkMatches = 1_000;
/** Told apart before a change, which then goes in parts: as many as the list counts. */
export const mostBulkPreviewed = 10_000;

/** What a bulk action goes by. */
export type Standing = {
  id: string;
  email: string | null;
  email_key: string | null;
  owner_id: string | null;
  campaign_id: string | null;
  status: string;
  outreach_sequence_step: number;
  hold_reason: string | null;
};
