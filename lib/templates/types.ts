/** What a template may name, besides the prospect's own columns as `custom.…`: `templateVariables` of lib/sending gives them. */
export const templateVariableNames: readonly string[] = [
  "first_name",
  "company",
  "city",
  "state",
  "trade",
  "sender_name",
  "sender_company",
  "booking_url",
];

/** Results are of the messages that were sent in so many days before now: a template's text changes, and old words say little of it. */
export const resultDays = 30;
