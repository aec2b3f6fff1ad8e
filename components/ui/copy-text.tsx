"use client";
import { Copy } from "lucide-react";
import { Button } from "./button.tsx";
import { showToast } from "./toast-store.ts";

/** A text to be pasted elsewhere, with a button that copies it. `label` names it, as in "the webhook address". */
export function CopyText({ text, label }: { text: string; label: string }) {
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      showToast({ tone: "ok", text: "Copied." });
    } catch {
      showToast({ tone: "warn", text: "The browser did not allow copying. Select the text instead." });
    }
  }
  return (
    <span className="inline-flex max-w-full flex-wrap items-center gap-2">
      <code className="font-mono text-sm wrap-anywhere">{text}</code>
      <Button size="sm" variant="ghost" onClick={copy} icon={<Copy aria-hidden="true" className="size-3.5" />}>
        Copy<span className="sr-only"> {label}</span>
      </Button>
    </span>
  );
}
