"use client";
import { useEffect } from "react";
import { showToast } from "./toast-store.ts";

/**
 * What stands in for a part whose code could not be fetched: the connection is away, or a newer version was put in place. Without it the
 * whole page would give way to an error.
 */
export function MissingPart() {
  return (
    <p role="status" className="text-sm text-ink-muted">
      This part could not be loaded. Reload the page.
    </p>
  );
}

/** The same for what opens on top of a page. */
export function MissingPanel() {
  useEffect(() => {
    showToast({
      tone: "bad",
      text: "This could not be opened: its code could not be loaded.",
      about: "missing code",
      action: { label: "Reload the page", onClick: () => location.reload() },
    });
  }, []);
  return null;
}

/** The same for a hint, which one can do without. */
export function MissingHint() {
  return null;
}
