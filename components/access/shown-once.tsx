"use client";
import { useEffect, useRef } from "react";
import { Button } from "#components/ui/button.tsx";
import { CopyText } from "#components/ui/copy-text.tsx";

type ShownOnceProps = { title: string; hint: string; text: string; label: string; onDone: () => void };

/** A link or key, the only time it is shown. Not in a dialog: a stray Escape must not lose it. */
export function ShownOnce({ title, hint, text, label, onDone }: ShownOnceProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="flex flex-col items-start gap-3 rounded-md border border-line bg-sunken p-4">
      <h3 ref={heading} tabIndex={-1} className="font-medium">
        {title}
      </h3>
      <p>{hint}</p>
      <CopyText text={text} label={label} />
      <Button onClick={onDone}>I copied it</Button>
    </section>
  );
}
