import { type ColumnChoice, columnChoices } from "#lib/prospects/types.ts";

const CHOICES: Record<ColumnChoice, string> = {
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
  custom: "Custom field",
  ignore: "Leave out",
};

/** What a column can be, for a select. */
export const CHOICE_OPTIONS = columnChoices.map((value) => ({ value, label: CHOICES[value] }));

/** The steps of an import in their order. */
export const IMPORT_STEPS = [
  { step: "file", label: "File" },
  { step: "columns", label: "Columns" },
  { step: "check", label: "Check" },
  { step: "import", label: "Import" },
] as const;

export type ImportStep = (typeof IMPORT_STEPS)[number]["step"];
