import type { EngineContext } from "#lib/engine/context.ts";
import { withSignature } from "#lib/generation/policy/body-layout.ts";
import { chooseProspects } from "./choose-prospects.ts";
import type { PreviewAnswer, PreviewBody, PreviewedMessage } from "./contract-preview.ts";
import { previewMessage } from "./preview-message.ts";
import { type EarlierMessage, listEarlierMessages, listPreviewRows, type PreviewRow } from "./repo-preview.ts";

type Ctx = Pick<EngineContext, "forTenant" | "now" | "config">;

/**
 * What a template's text becomes for real prospects, cycle by cycle. What a shown cycle would send counts as sent before the next one,
 * so a text that only works once shows it.
 */
export async function previewTemplate(
  ctx: Ctx,
  { tenantId, body }: { tenantId: string; body: PreviewBody },
): Promise<PreviewAnswer> {
  const sources = await ctx.forTenant(tenantId, async (tx) => {
    const { prospect_id, campaign_id, mailbox_id } = body;
    const prospectIds = prospect_id ? [prospect_id] : await chooseProspects(tx, tenantId, body);
    const rows = await listPreviewRows(tx, tenantId, { prospectIds, campaign_id, mailbox_id });
    const found: { row: PreviewRow; earlier: EarlierMessage[] }[] = [];
    for (const row of rows) found.push({ row, earlier: await listEarlierMessages(tx, tenantId, row.outreach_id) });
    return found;
  });
  return { items: await Promise.all(sources.map((source) => previewCycles(ctx, source, body))) };
}

async function previewCycles(
  ctx: Ctx,
  { row, earlier }: { row: PreviewRow; earlier: EarlierMessage[] },
  { subject, body, step, cycles }: PreviewBody,
): Promise<PreviewAnswer["items"][number]> {
  const sent = [...earlier];
  const messages: PreviewedMessage[] = [];
  let variables: Record<string, string | null> = {};
  for (const cycle of [...new Set(cycles)].sort((a, b) => a - b)) {
    const source = { row, earlier: sent, template: { subject, body }, place: { cycle, step } };
    const previewed = await previewMessage(ctx, source);
    messages.push(previewed.message);
    variables = previewed.variables;
    const isSent = earlier.some((message) => message.cycle === cycle && message.step === step);
    if (previewed.draft && !isSent) {
      const body_text = withSignature(previewed.draft.core, { name: row.sender_name, company: row.tenant_name });
      sent.push({ cycle, step, subject: previewed.draft.subject, body_text });
    }
  }
  const { prospect_id: id, name, company, email, mailbox_id } = row;
  return { prospect: { id, name, company, email }, mailbox_id, variables, messages };
}
