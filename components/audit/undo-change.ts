import type { AuditItem } from "#lib/audit/contract.ts";
import type { SettingsPatch, VersionedSettings } from "#lib/settings/contract.ts";

export type Undo =
  | { kind: "patch"; patch: SettingsPatch }
  /** fields that somebody has changed since, and what they hold now */
  | { kind: "changed_since"; fields: { name: string; now: unknown }[] }
  /** one of them is no setting any more */
  | { kind: "impossible" };

type Line = Pick<AuditItem, "action" | "before" | "after" | "undone">;

/** True for lines that can be undone at all: changes of settings with both sides that nobody has undone. */
export function isUndoable({ action, before, after, undone }: Line): boolean {
  return action === "settings.changed" && before !== null && after !== null && undone === null;
}

/**
 * What takes a change of settings back: the former values, as long as each of its fields still holds what the change made of it.
 * The version is that of the settings this was judged on, so that whoever is faster wins.
 */
export function undoOf(
  { before, after }: Pick<AuditItem, "before" | "after">,
  current: VersionedSettings,
  reason: string,
): Undo {
  const held = current as Record<string, unknown>;
  const fields = Object.entries(after ?? {})
    .filter(([name, value]) => JSON.stringify(held[name]) !== JSON.stringify(value))
    .map(([name]) => ({ name, now: held[name] }));
  if (fields.length > 0) return { kind: "changed_since", fields };
  if (Object.keys(before ?? {}).some((name) => !(name in held))) return { kind: "impossible" };
  return { kind: "patch", patch: { ...before, version: current.version, reason } };
}
