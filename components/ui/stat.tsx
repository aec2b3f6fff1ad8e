import type { ReactNode } from "react";

type StatProps = { label: string; value: ReactNode; detail?: ReactNode };

/** One figure with its name. Used inside a `<dl>`. */
export function Stat({ label, value, detail }: StatProps) {
  return (
    <div className="min-w-0">
      <dt className="text-ink-muted">{label}</dt>
      <dd className="mt-0.5">
        <span className="text-2xl font-semibold tracking-tight">{value}</span>
        {detail ? <div className="text-sm text-ink-muted">{detail}</div> : null}
      </dd>
    </div>
  );
}
