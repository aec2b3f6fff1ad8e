/** What a colour means. Every use pairs it with an icon and a word. */
export type Tone = "ok" | "info" | "warn" | "poor" | "bad" | "neutral";

/** Text and soft background of a tone. */
export const TONE_SOFT: Record<Tone, string> = {
  ok: "bg-ok-soft text-ok",
  info: "bg-info-soft text-info",
  warn: "bg-warn-soft text-warn",
  poor: "bg-poor-soft text-poor",
  bad: "bg-bad-soft text-bad",
  neutral: "bg-sunken text-ink-muted",
};

/** Text colour of a tone. */
export const TONE_TEXT: Record<Tone, string> = {
  ok: "text-ok",
  info: "text-info",
  warn: "text-warn",
  poor: "text-poor",
  bad: "text-bad",
  neutral: "text-ink-muted",
};

/** Fill of meters and bars. */
export const TONE_FILL: Record<Tone, string> = {
  ok: "bg-ok",
  info: "bg-info",
  warn: "bg-warn",
  poor: "bg-poor",
  bad: "bg-bad",
  neutral: "bg-line-strong",
};
