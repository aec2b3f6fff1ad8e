import { CircleAlert, CircleCheck, CircleDashed, Info, OctagonX, TriangleAlert } from "lucide-react";
import type { Tone } from "./tone.ts";

const ICONS = {
  ok: CircleCheck,
  info: Info,
  warn: TriangleAlert,
  poor: CircleAlert,
  bad: OctagonX,
  neutral: CircleDashed,
} as const;

/** The shape that goes with a tone, so that colour is never the only sign. */
export function ToneIcon({ tone, className = "size-3.5 shrink-0" }: { tone: Tone; className?: string }) {
  const Icon = ICONS[tone];
  return <Icon aria-hidden="true" className={className} />;
}
