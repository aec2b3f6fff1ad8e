"use client";
import { useQueryClient } from "@tanstack/react-query";
import { ReasonDialog } from "#components/query/reason-dialog.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import type { AuditItem } from "#lib/audit/contract.ts";
import { patchSettings, settingsQuery } from "#lib/settings/queries.ts";
import { fieldText, valueText } from "./audit-values.ts";
import { type Undo, undoOf } from "./undo-change.ts";

/** Brings the settings of a line back to what they were before, with a reason; refuses when somebody changed them since. */
export function UndoDialog({ item, onClose }: { item: AuditItem; onClose: () => void }) {
  const client = useQueryClient();
  const former = Object.entries(item.before ?? {}).map(
    ([name, value]) => `${fieldText("settings", name)}: ${settingText(name, value)}`,
  );
  async function undo(reason: string) {
    const current = await client.fetchQuery({ ...settingsQuery, staleTime: 0 });
    const found = undoOf(item, current, reason);
    if (found.kind !== "patch") throw new Error(refusalText(found));
    await patchSettings(found.patch);
    showToast({ tone: "ok", text: "The change was undone." });
    await Promise.all(
      ["audit", "settings", "command-center"].map((key) => client.invalidateQueries({ queryKey: [key] })),
    );
  }
  return (
    <ReasonDialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title="Undo this change"
      description={`This restores: ${former.join("; ")}. The undo gets its own entry in the log.`}
      confirmLabel="Undo"
      isDangerous
      onConfirm={undo}
    />
  );
}

const settingText = (name: string, value: unknown) => valueText(value, { targetKind: "settings", name, names: {} });

function refusalText(found: Exclude<Undo, { kind: "patch" }>): string {
  if (found.kind === "impossible") return "One of these settings no longer exists. Use the form to change it.";
  const fields = found.fields.map(({ name, now }) => `${fieldText("settings", name)} (${settingText(name, now)} now)`);
  return `Someone has changed it since: ${fields.join(", ")}. Undo the later change first, or use the form.`;
}
