import type { CampaignDraft } from "./campaign-draft.ts";

export type FieldsProps = {
  draft: CampaignDraft;
  onChange: (patch: Partial<CampaignDraft>) => void;
  /** by the API's field names */
  errors: Readonly<Record<string, string>>;
  disabled: boolean;
};

/** What is wrong with a field, or with one of its entries: `target_trades.3` is about the fourth. */
export function errorOf(errors: FieldsProps["errors"], field: string): string | undefined {
  const own = errors[field];
  if (own !== undefined) return own;
  const entry = Object.keys(errors).find((name) => name.startsWith(`${field}.`));
  if (entry === undefined) return undefined;
  const place = Number(entry.slice(field.length + 1));
  return Number.isInteger(place) ? `line ${place + 1} ${errors[entry]}` : errors[entry];
}
