import { changedFields } from "#lib/audit/changed-fields.ts";
import { changesSince } from "#lib/audit/changes-since.ts";
import type { Actor } from "#lib/audit/types.ts";
import { writeAudit } from "#lib/audit/write-audit.ts";
import { closeSendGate } from "#lib/db/send-gate.ts";
import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { AppError, invalidField } from "#lib/errors/app-error.ts";
import { announceChange } from "./announce-change.ts";
import type { Settings, SettingsPatch, VersionedSettings } from "./contract.ts";
import { changePermission } from "./policy/change-permission.ts";
import { refuseConflicts } from "./refuse-conflicts.ts";
import { loadSettings, updateSettings } from "./repo.ts";

type Request = { tenantId: string; actor: Actor; patch: SettingsPatch; requestId?: string };

/**
 * Changes settings that are still as they were read, writes the audit line, and has open sends planned anew. A patch that changes
 * nothing answers the settings as they are. Answers the new settings.
 * @throws AppError version_conflict with `current` and the `changes` missed, newest first; validation_failed by field; forbidden
 */
export async function changeSettings(ctx: EngineContext, request: Request): Promise<VersionedSettings> {
  const { tenantId } = request;
  const { settings, isChanged } = await ctx.forTenant(tenantId, (tx) => applyPatch(ctx, tx, request));
  if (isChanged) await announceChange(ctx, tenantId);
  return settings;
}

async function applyPatch(ctx: EngineContext, tx: Tx, { tenantId, actor, patch, requestId }: Request) {
  const { version, reason, ...change } = patch;
  await closeSendGate(tx, tenantId);
  const before = await loadSettings(tx, tenantId);
  if (before.version !== version) throw await versionConflict(tx, tenantId, before, version);
  requirePermission(actor, before, change, reason);
  refuseConflicts({ ...before, ...change });
  const changed = changedFields(before, change);
  if (!changed) return { settings: before, isChanged: false };
  const isOurs = await updateSettings(tx, tenantId, version, change, ctx.now());
  const settings = await loadSettings(tx, tenantId);
  if (!isOurs) throw await versionConflict(tx, tenantId, settings, version);
  await writeAudit(tx, {
    tenantId,
    actor,
    action: "settings.changed",
    targetKind: "settings",
    targetId: tenantId,
    ...changed,
    reason,
    requestId,
  });
  return { settings, isChanged: true };
}

function requirePermission(
  actor: Actor,
  before: Settings,
  change: Partial<Settings>,
  reason: string | undefined,
): void {
  const verdict = changePermission({ role: actor.role, before, change, hasReason: Boolean(reason) });
  if (verdict.kind === "allowed") return;
  if (verdict.kind === "reason_needed") throw invalidField("reason", `say why ${verdict.field} is changed`);
  throw new AppError("forbidden", "Settings are changed by admins; operators may use sequencer_paused only.");
}

/** With what is stored now, and who changed what since the version that was edited. */
async function versionConflict(
  tx: Tx,
  tenantId: string,
  current: VersionedSettings,
  editedVersion: number,
): Promise<AppError> {
  const target = { targetKind: "settings", targetId: tenantId } as const;
  const changes = await changesSince(tx, tenantId, target, { edited: editedVersion, current: current.version });
  return new AppError(
    "version_conflict",
    "Someone else changed the settings in the meantime. Check the current values and save again.",
    { extra: { current, changes } },
  );
}
