"use client";
import { useState } from "react";
import { ChoiceRow } from "#components/place/choice-row.tsx";
import { Time } from "#components/ui/time.tsx";
import type { MessageView as Message } from "#lib/sending/contract-message.ts";

const PARTS = [
  { value: "html", label: "As shown in a mailbox" },
  { value: "text", label: "Plain text" },
] as const;
type Part = (typeof PARTS)[number]["value"];

/** Who wrote to whom, and both parts of the message. */
export function MessageView({ message }: { message: Message }) {
  const { html, text, images_left_out: images } = message;
  const [part, setPart] = useState<Part>(html === null ? "text" : "html");
  const isBoth = html !== null && text !== null;
  return (
    <div className="flex flex-col gap-3">
      <dl className="grid grid-cols-1 gap-x-4 gap-y-1 sm:grid-cols-[auto_minmax(0,1fr)]">
        <dt className="text-ink-muted">From</dt>
        <dd className="wrap-anywhere">{message.from_email}</dd>
        <dt className="text-ink-muted">To</dt>
        <dd className="wrap-anywhere">{message.to_email}</dd>
        <dt className="text-ink-muted">{message.sent_at ? "Sent" : "Planned for"}</dt>
        <dd>
          <Time value={message.sent_at ?? message.scheduled_at} />
        </dd>
        <dt className="text-ink-muted">Written by</dt>
        <dd>{writer(message)}</dd>
      </dl>
      {isBoth ? <ChoiceRow label="Part of the message" choices={PARTS} value={part} onChange={setPart} /> : null}
      {part === "html" && html !== null ? <HtmlPart html={html} /> : <TextPart text={text} />}
      <p className="text-sm text-ink-muted">
        {images > 0 ? `${images} ${images === 1 ? "picture is" : "pictures are"} not loaded. ` : ""}
        {message.direction === "outbound"
          ? "The postal address and the unsubscribe link are added when it is sent."
          : ""}
      </p>
    </div>
  );
}

function writer({ direction, fallback_reason, angle }: Message): string {
  if (direction === "inbound") return "the prospect";
  const about = angle ? `, angle: ${angle.replaceAll("_", " ")}` : "";
  const instead = fallback_reason ? ` in place of what was asked for (${fallback_reason})` : "";
  return `the engine${about}${instead}`;
}

const PAGE_STYLE = "margin:0;padding:16px;background:#fff;color:#202124;font:15px/1.5 Arial,Helvetica,sans-serif";

/** Mail is written for white paper. No script runs in the frame, nothing is loaded, and it leads nowhere. */
function HtmlPart({ html }: { html: string }) {
  return (
    <iframe
      title="The message as shown in a mailbox"
      sandbox=""
      srcDoc={`<!doctype html><html lang="en"><body style="${PAGE_STYLE}">${html}</body></html>`}
      className="h-96 w-full rounded-md border border-line bg-white"
    />
  );
}

function TextPart({ text }: { text: string | null }) {
  return (
    <p className="rounded-md bg-sunken p-4 whitespace-pre-wrap wrap-anywhere">
      {text ?? "This message has no plain text."}
    </p>
  );
}
