import type { EngineContext } from "#lib/engine/context.ts";
import { generateOutreachEmail, type ModelWriter } from "#lib/generation/generate-outreach-email.ts";
import { textToHtml, withSignature } from "#lib/generation/policy/body-layout.ts";
import type { WritingFacts, WrittenEmail } from "#lib/generation/types.ts";
import { endClaim } from "./end-claim.ts";
import {
  countGenerationFailure,
  findGenerationRow,
  findTemplate,
  type GenerationRow,
  listPreviousMessages,
  type StoredText,
  storeText,
} from "./repo-generation.ts";
import { maxGenerationFailures } from "./thresholds.ts";
import type { Claim } from "./types.ts";
import { templateIdOf, templateVariables, writingFactsOf } from "./writing-facts.ts";

export type GenerateResult = { kind: "ready" } | { kind: "failed"; reason: "generation_failed" } | { kind: "gone" };

/**
 * Second step of a send: writes the text of a claimed message and stores it (SPEC §7). A text that is there already stays, so a retried
 * step costs nothing. Outside any transaction while writing, because a model may take its time.
 */
export async function generateEmail(
  ctx: EngineContext,
  claim: Claim,
  model: ModelWriter | null = null,
): Promise<GenerateResult> {
  const sources = await loadSources(ctx, claim);
  if (sources === null) return { kind: "gone" };
  if (sources.row.body_text !== null) return { kind: "ready" };
  const { row, facts, template } = sources;
  const campaignTemplate = template && { ...template, variables: templateVariables(row, facts) };
  const email = await generateOutreachEmail(facts, { model, template: campaignTemplate });
  return email === null ? giveUp(ctx, claim) : keep(ctx, claim, storedText(email, facts), row.generation_failures);
}

type Sources = { row: GenerationRow; facts: WritingFacts; template: { subject: string; body: string } | null };

async function loadSources(ctx: EngineContext, claim: Claim): Promise<Sources | null> {
  return ctx.forTenant(claim.tenantId, async (tx) => {
    const row = await findGenerationRow(tx, claim);
    if (row === null) return null;
    const templateId = templateIdOf(row);
    return {
      row,
      facts: writingFactsOf(row, await listPreviousMessages(tx, claim)),
      template: templateId === null ? null : await findTemplate(tx, claim.tenantId, templateId),
    };
  });
}

function storedText(email: WrittenEmail, { sender }: WritingFacts): StoredText {
  const bodyText = withSignature(email.core, sender);
  return {
    subject: email.subject,
    bodyText,
    bodyHtml: textToHtml(bodyText),
    angle: email.angle,
    costUsd: email.costUsd,
    fallbackUsed: email.fallbackUsed,
  };
}

async function keep(
  ctx: EngineContext,
  claim: Claim,
  text: StoredText,
  earlierFailures: number,
): Promise<GenerateResult> {
  const now = ctx.now();
  return ctx.forTenant(claim.tenantId, async (tx) => {
    // The outreach row first: whoever needs both locks takes them in this order.
    if (earlierFailures > 0) {
      await countGenerationFailure(tx, claim, { hasFailed: false, limit: maxGenerationFailures, now });
    }
    return { kind: (await storeText(tx, claim, text, now)) ? "ready" : "gone" } as const;
  });
}

async function giveUp(ctx: EngineContext, claim: Claim): Promise<GenerateResult> {
  const now = ctx.now();
  const reason = "generation_failed" as const;
  const isEnded = await ctx.forTenant(claim.tenantId, (tx) =>
    endClaim(tx, claim, { from: ["claimed"], status: "cancelled", reason, now }, () =>
      countGenerationFailure(tx, claim, { hasFailed: true, limit: maxGenerationFailures, now }),
    ),
  );
  return isEnded ? { kind: "failed", reason } : { kind: "gone" };
}
