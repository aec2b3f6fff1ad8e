import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { SetUpStep } from "./set-up-steps.ts";

/** The way to the first email: what is done, and a link to each step that is not. */
export function SetUpList({ steps }: { steps: readonly SetUpStep[] }) {
  if (steps.length === 0) return null;
  return (
    <ol aria-label="Set-up" className="divide-y divide-line border-b border-line">
      {steps.map((step, index) => (
        <li key={step.title}>{step.isDone ? <Done step={step} /> : <Open step={step} number={index + 1} />}</li>
      ))}
    </ol>
  );
}

function Done({ step }: { step: SetUpStep }) {
  return (
    <p className="flex items-start gap-3 px-4 py-3 text-ink-muted">
      <StatusBadge tone="ok">Done</StatusBadge>
      {step.title}
    </p>
  );
}

function Open({ step, number }: { step: SetUpStep; number: number }) {
  return (
    <Link
      href={step.href}
      prefetch={false}
      className="flex items-start gap-3 px-4 py-3 hover:bg-sunken focus-visible:-outline-offset-2"
    >
      <StatusBadge tone="neutral">Step {number}</StatusBadge>
      <span className="min-w-0 flex-1">
        <span className="block font-medium">{step.title}</span>
        <span className="block text-ink-muted wrap-anywhere">{step.detail}</span>
      </span>
      <ChevronRight aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-ink-muted" />
    </Link>
  );
}
