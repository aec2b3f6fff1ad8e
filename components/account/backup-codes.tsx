"use client";
import { Copy, Download } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { showToast } from "#components/ui/toast-store.ts";

type BackupCodesProps = { codes: readonly string[]; onDone: () => void };

/** Backup codes, the only time they are shown. */
export function BackupCodes({ codes, onDone }: BackupCodesProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const text = codes.join("\n");

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      showToast({ tone: "ok", text: "Copied." });
    } catch {
      showToast({ tone: "warn", text: "The browser did not allow copying. Select the codes instead." });
    }
  }

  return (
    <div className="flex flex-col gap-4">
      <h3 ref={heading} tabIndex={-1} className="font-medium">
        Your backup codes
      </h3>
      <p>Each code signs you in once when you don't have your app. Save them now: they are not shown again.</p>
      <ul className="grid w-fit grid-cols-2 gap-x-6 gap-y-1 rounded-md bg-sunken p-3 font-mono text-[0.8125rem]">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button onClick={copy} icon={<Copy aria-hidden="true" className="size-4" />}>
          Copy
        </Button>
        <a
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(`${text}\n`)}`}
          download="backup-codes.txt"
          className={buttonClass()}
        >
          <Download aria-hidden="true" className="size-4" />
          Download
        </a>
        <Button variant="primary" onClick={onDone}>
          I saved them
        </Button>
      </div>
    </div>
  );
}
