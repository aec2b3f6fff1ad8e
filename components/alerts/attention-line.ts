/** A line that leads to what wants a look: its badge beside the text, and above it on a phone, where both would be squeezed. */
export const ATTENTION_LINE =
  "relative flex flex-col items-start gap-x-3 gap-y-1.5 py-3 pr-11 pl-4 hover:bg-sunken focus-visible:-outline-offset-2 sm:flex-row";

/** The arrow at its end. */
export const ATTENTION_ARROW = "absolute top-3.5 right-4 size-4 text-ink-muted";
