import type { ReactNode } from "react";

/** A name and what there is to say about it, within a `dl` of two columns. */
export function DetailLine({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-muted">{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
