import type { LoggedChange } from "#lib/audit/contract.ts";
import type { CampaignView } from "#lib/campaigns/contract.ts";
import { formatCount } from "#lib/format/number.ts";
import { bodyOf, type CampaignDraft } from "./campaign-draft.ts";
import { campaignStatusWord } from "./campaign-words.ts";

/** What a template is called; undefined while that is not known. */
export type NameOf = (templateId: string) => string | undefined;

type Fields = Pick<CampaignView, "name" | "target_trades" | "target_locations" | "daily_limit" | "steps" | "status">;
type Words = { [Field in keyof Fields]: { label: string; text: (value: Fields[Field], nameOf: NameOf) => string } };

const WORDS: Words = {
  name: { label: "Name", text: (name) => name },
  status: { label: "Status", text: (status) => campaignStatusWord(status).label },
  target_trades: { label: "Trades", text: (trades) => trades.join(", ") || "all" },
  target_locations: { label: "Locations", text: (locations) => locations.join(", ") || "everywhere" },
  daily_limit: { label: "Daily limit", text: (limit) => (limit === null ? "none" : formatCount(limit)) },
  steps: { label: "Steps", text: stepsText },
};

function stepsText(steps: Fields["steps"], nameOf: NameOf): string {
  if (steps.length === 0) return "of the settings";
  return steps
    .map(({ step, delay_hours, template_id }) => {
      const delay = step === 1 ? "" : ` after ${delay_hours ? `${delay_hours} h` : "the usual delay"}`;
      return `${step}${delay} by ${template_id ? (nameOf(template_id) ?? "a template") : "the engine"}`;
    })
    .join("; ");
}

function textOf(field: keyof Fields, fields: Partial<Fields>, nameOf: NameOf): string {
  const { text } = WORDS[field] as { text: (value: unknown, nameOf: NameOf) => string };
  return field in fields ? text(fields[field], nameOf) : "";
}

/** In what a form and a stored campaign differ, in words. */
export function differences(mine: CampaignDraft, stored: CampaignView, nameOf: NameOf) {
  const body = bodyOf(mine);
  return (Object.keys(body) as (keyof typeof body)[])
    .map((field) => ({
      label: WORDS[field].label,
      mine: textOf(field, body, nameOf),
      stored: textOf(field, stored, nameOf),
    }))
    .filter((row) => row.mine !== row.stored);
}

/** What a change of the log did, field by field: "Daily limit: none → 20". */
export function changeLines({ before, after }: LoggedChange, nameOf: NameOf): string[] {
  const fields = (Object.keys(WORDS) as (keyof Fields)[]).filter((field) => after !== null && field in after);
  return fields.map((field) => {
    const [was, is] = [before, after].map((side) => textOf(field, (side ?? {}) as Partial<Fields>, nameOf));
    return `${WORDS[field].label}: ${was} → ${is}`;
  });
}
