"use client";
import { Dialog } from "#components/ui/dialog.tsx";
import { KeyHint } from "#components/ui/key-hint.tsx";
import { useOverlayDialog } from "./overlay-store.ts";
import { SHORTCUTS } from "./shortcuts.ts";

/** The keys that work on every page. */
export function HelpDialog() {
  return (
    <Dialog
      {...useOverlayDialog("help")}
      title="Keyboard shortcuts"
      description="Single keys do nothing while you type."
    >
      <dl className="grid gap-x-6 gap-y-2">
        {SHORTCUTS.map(({ keys, label }) => (
          <div key={label} className="flex items-center justify-between gap-3">
            <dt>{label}</dt>
            <dd>
              <KeyHint keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
