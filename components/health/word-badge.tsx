import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { Word } from "./health-words.ts";

/** A status, throttle or state as colour, icon and word; its meaning on hover. */
export function WordBadge({ word }: { word: Word }) {
  return (
    <StatusBadge tone={word.tone} title={word.meaning}>
      {word.label}
    </StatusBadge>
  );
}
