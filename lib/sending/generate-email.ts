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
import { maxGenerationFailures, sharedSends } from "./thresholds.ts";
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
  const sources = await loadInTurn(ctx, claim.tenantId, claim);
  if (sources === null) return { kind: "gone" };
  if (sources.row.body_text !== null) return { kind: "ready" };
  const { row, facts, template } = sources;
  const campaignTemplate =
    template === null || template === "gone" ? template : { ...template, variables: templateVariables(row, facts) };
  const email = await generateOutreachEmail(facts, { model, template: campaignTemplate });
  return email === null ? giveUp(ctx, claim) : keep(ctx, claim, storedText(sources, email), row.generation_failures);
}

type Template = { id: string; subject: string; body: string };
type Sources = { row: GenerationRow; facts: WritingFacts; template: Template | "gone" | null };

const loadInTurn = sharedWork<Claim, Sources | null>(loadSources, sharedSends);

async function loadSources(ctx: EngineContext, tenantId: string, claims: Claim[]): Promise<(Sources | null)[]> {
  return ctx.forTenant(tenantId, async (tx) => {
    const rows = new Map((await listGenerationRows(tx, tenantId, claims)).map((row) => [row.id, row]));
    const previous = Map.groupBy(await listPreviousMessages(tx, tenantId, claims), (message) => message.id);
    const templateIds = [...rows.values()].flatMap((row) => templateIdOf(row) ?? []);
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
  });
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

async function keep(
  ctx: EngineContext,
  claim: Claim,
  text: StoredText,
  earlierFailures: number,
): Promise<GenerateResult> {
  const written = { claim, text };
  const isKept =
    (earlierFailures === 0 && (await keepInTurn(ctx, claim.tenantId, written))) || (await keepAlone(ctx, written));
  return { kind: isKept ? "ready" : "gone" };
}

type Written = { claim: Claim; text: StoredText };

const keepInTurn = sharedWork<Written, boolean>(keepTogether, sharedSends);

/** Never waits for a lock: what is not kept here is tried again alone. */
async function keepTogether(ctx: EngineContext, tenantId: string, written: Written[]): Promise<boolean[]> {
  const now = ctx.now();
  const stored = await ctx.forTenant(tenantId, (tx) => storeTexts(tx, tenantId, written, { now, waits: false }));
  return written.map(({ claim }) => stored.has(claim.outreachEmailId));
}

/** The outreach row first: whoever needs both locks takes them in this order. */
async function keepAlone(ctx: EngineContext, { claim, text }: Written): Promise<boolean> {
  const now = ctx.now();
  return ctx.forTenant(claim.tenantId, async (tx) => {
    await countGenerationFailure(tx, claim, { hasFailed: false, limit: maxGenerationFailures, now });
    return (await storeTexts(tx, claim.tenantId, [{ claim, text }], { now, waits: true })).size === 1;
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
