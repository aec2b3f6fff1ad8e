import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { sharedWork } from "#lib/engine/shared-work.ts";
import { generateOutreachEmail, type ModelWriter } from "#lib/generation/generate-outreach-email.ts";
import { textToHtml, withSignature } from "#lib/generation/policy/body-layout.ts";
import type { WritingFacts, WrittenEmail } from "#lib/generation/types.ts";
import { endClaim } from "./end-claim.ts";
import {
  countGenerationFailure,
  type GenerationRow,
  listGenerationRows,
  listPreviousMessages,
  listTemplates,
  type StoredText,
  storeTexts,
} from "./repo-generation.ts";
import { sendLane } from "./send-lane.ts";
import { maxGenerationFailures } from "./thresholds.ts";
import type { Claim } from "./types.ts";
import { templateIdOf, templateVariables, writingFactsOf } from "./writing-facts.ts";

export type GenerateResult = { kind: "ready" } | { kind: "failed"; reason: "generation_failed" } | { kind: "gone" };

/**
 * Second step of a send: writes the text of a claimed message and stores it (SPEC §7). A text that is there already stays, so a retried
 * step costs nothing. Messages of a tenant whose turn comes together share the transaction.
 */
export async function generateEmail(
  ctx: EngineContext,
  claim: Claim,
  model: ModelWriter | null = null,
): Promise<GenerateResult> {
  const written = model === null ? await writeInTurn(ctx, claim.tenantId, claim) : null;
  return written ?? writeAlone(ctx, claim, model);
}

const writeInTurn = sharedWork<Claim, GenerateResult | null>(writeTogether, sendLane);

/** Never waits for a lock: what is not written here is written alone. */
async function writeTogether(
  ctx: EngineContext,
  tenantId: string,
  claims: Claim[],
): Promise<(GenerateResult | null)[]> {
  const now = ctx.now();
  return ctx.forTenant(tenantId, async (tx) => {
    const sources = await loadSources(tx, tenantId, claims);
    const written = await Promise.all(
      claims.map(async (claim, index) => {
        const own = sources[index];
        const isFirstTry = own && own.row.body_text === null && own.row.generation_failures === 0;
        const text = isFirstTry ? await writeText(own, null) : null;
        return text === null ? [] : [{ claim, text }];
      }),
    );
    const stored = await storeTexts(tx, tenantId, written.flat(), { now, waits: false });
    return claims.map((claim, index) => {
      const own = sources[index];
      if (!own) return { kind: "gone" };
      return own.row.body_text !== null || stored.has(claim.outreachEmailId) ? { kind: "ready" } : null;
    });
  });
}

/** Outside any transaction while writing, because a model may take its time. */
async function writeAlone(ctx: EngineContext, claim: Claim, model: ModelWriter | null): Promise<GenerateResult> {
  const [sources] = await ctx.forTenant(claim.tenantId, (tx) => loadSources(tx, claim.tenantId, [claim]));
  if (!sources) return { kind: "gone" };
  if (sources.row.body_text !== null) return { kind: "ready" };
  const text = await writeText(sources, model);
  return text === null ? giveUp(ctx, claim) : keep(ctx, claim, text);
}

type Template = { id: string; subject: string; body: string };
type Sources = { row: GenerationRow; facts: WritingFacts; template: Template | "gone" | null };

/** What each text is written from; null where the claim no longer holds the message. */
async function loadSources(tx: Tx, tenantId: string, claims: readonly Claim[]): Promise<(Sources | null)[]> {
  const [found, messages] = await Promise.all([
    listGenerationRows(tx, tenantId, claims),
    listPreviousMessages(tx, tenantId, claims),
  ]);
  const rows = new Map(found.map((row) => [row.id, row]));
  const previous = Map.groupBy(messages, (message) => message.id);
  const templateIds = found.flatMap((row) => templateIdOf(row) ?? []);
  const templates = templateIds.length === 0 ? [] : await listTemplates(tx, tenantId, templateIds);
  return claims.map(({ outreachEmailId: id }) => {
    const row = rows.get(id);
    if (!row) return null;
    const templateId = templateIdOf(row);
    return {
      row,
      facts: writingFactsOf(row, previous.get(id) ?? []),
      template: templateId === null ? null : (templates.find((template) => template.id === templateId) ?? "gone"),
    };
  });
}

async function writeText(sources: Sources, model: ModelWriter | null): Promise<StoredText | null> {
  const { row, facts, template } = sources;
  const campaignTemplate =
    template === null || template === "gone" ? template : { ...template, variables: templateVariables(row, facts) };
  const email = await generateOutreachEmail(facts, { model, template: campaignTemplate });
  return email && storedText(sources, email);
}

function storedText({ facts, template }: Sources, email: WrittenEmail): StoredText {
  const bodyText = withSignature(email.core, facts.sender);
  const used = email.fallbackReason === null && template !== "gone" ? template : null;
  return {
    subject: email.subject,
    bodyText,
    bodyHtml: textToHtml(bodyText),
    angle: email.angle,
    costUsd: email.costUsd,
    fallbackReason: email.fallbackReason,
    templateId: used?.id ?? null,
  };
}

/** The outreach row first: whoever needs both locks takes them in this order. */
async function keep(ctx: EngineContext, claim: Claim, text: StoredText): Promise<GenerateResult> {
  const now = ctx.now();
  return ctx.forTenant(claim.tenantId, async (tx) => {
    await countGenerationFailure(tx, claim, { hasFailed: false, limit: maxGenerationFailures, now });
    const stored = await storeTexts(tx, claim.tenantId, [{ claim, text }], { now, waits: true });
    return { kind: stored.size === 1 ? "ready" : "gone" };
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
