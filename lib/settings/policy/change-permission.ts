import { hasRole, type Role } from "#lib/shared/actor.ts";
import type { Settings } from "../contract.ts";

type Asked = { role: Role; before: Settings; change: Partial<Settings>; hasReason: boolean };

export type ChangeVerdict = { kind: "allowed" } | { kind: "forbidden" } | { kind: "reason_needed"; field: string };

/**
 * Who may change which setting: admins all of them; operators may pull the kill switch, and release it with a reason. Switching the
 * engine on is the dangerous switch: nobody does it without a reason (SPEC §11, §12).
 */
export function changePermission({ role, before, change, hasReason }: Asked): ChangeVerdict {
  const isAdmin = hasRole(role, "admin");
  const isKillSwitchOnly = Object.keys(change).every((name) => name === "sequencer_paused");
  if (!isAdmin && !(hasRole(role, "operator") && isKillSwitchOnly)) return { kind: "forbidden" };
  if (hasReason) return { kind: "allowed" };
  if (change.is_active === true && !before.is_active) return { kind: "reason_needed", field: "is_active" };
  const isRelease = change.sequencer_paused === false && before.sequencer_paused;
  return isRelease && !isAdmin ? { kind: "reason_needed", field: "sequencer_paused" } : { kind: "allowed" };
}
