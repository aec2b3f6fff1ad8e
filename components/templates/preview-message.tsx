"use client";
import { useState } from "react";
import { ChoiceRow } from "#components/place/choice-row.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { cycleInSentence } from "#lib/shared/cycle-words.ts";
import type { PreviewedMessage } from "#lib/templates/contract-preview.ts";

const PARTS = [
  { value: "html", label: "As shown in a mailbox" },
  { value: "text", label: "Plain text" },
] as const;
type Part = (typeof PARTS)[number]["value"];

/** One message with both parts, and what the gates say about it. */
export function PreviewMessage({ message }: { message: PreviewedMessage }) {
  const [part, setPart] = useState<Part>("html");
  const { subject, html, text } = message;
  return (
    <div className="flex flex-col gap-3">
      <Verdict message={message} />
      {subject === null || html === null ? null : (
        <>
          <p className="font-medium wrap-anywhere">{subject}</p>
          <ChoiceRow label="Part of the message" choices={PARTS} value={part} onChange={setPart} />
          {part === "html" ? (
            <iframe
              title={`The message of ${cycleInSentence(message.cycle)} as shown in a mailbox`}
              sandbox=""
              srcDoc={html}
              className="h-96 w-full rounded-md border border-line bg-white"
            />
          ) : (
            <p className="rounded-md bg-sunken p-4 whitespace-pre-wrap wrap-anywhere">{text}</p>
          )}
          <Findings findings={message.findings} />
        </>
      )}
    </div>
  );
}

function Verdict({ message: { fallback, missing_variables: missing, subject, angle } }: { message: PreviewedMessage }) {
  const words = angle.replaceAll("_", " ");
  if (fallback === null) {
    return (
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Good>Your words are sent</Good>
        <span className="text-ink-muted">The engine's angle in this cycle: {words}</span>
      </div>
    );
  }
  const what = subject === null ? "Nothing is sent." : `The engine's text is sent instead, angle: ${words}.`;
  return (
    <Banner tone="warn">
      <p className="font-medium">{what}</p>
      <p>
        {fallback.label}
        {missing.length > 0 ? `: ${missing.join(", ")}` : ""}. Cleared by {fallback.clears}.
      </p>
    </Banner>
  );
}

function Findings({ findings }: { findings: PreviewedMessage["findings"] }) {
  if (findings.length === 0) return <Good>The quality gate finds nothing</Good>;
  return (
    <div>
      <p className="font-medium">What the quality gate would say. Your own words are sent all the same.</p>
      <ul className="list-disc pl-5 wrap-anywhere">
        {findings.map(({ code, message }) => (
          <li key={`${code} ${message}`}>{message}</li>
        ))}
      </ul>
    </div>
  );
}

function Good({ children }: { children: string }) {
  return (
    <div>
      <StatusBadge tone="ok">{children}</StatusBadge>
    </div>
  );
}
