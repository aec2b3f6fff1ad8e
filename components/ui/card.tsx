import clsx from "clsx";
import type { ReactNode } from "react";

type CardProps = {
  title?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  /** Without inner padding, for tables that reach the edge. */
  flush?: boolean;
  className?: string;
  id?: string;
  children: ReactNode;
};

/** A titled region of a page. */
export function Card({ title, description, actions, flush = false, className, id, children }: CardProps) {
  return (
    <section id={id} className={clsx("min-w-0 rounded-lg border border-line bg-surface", className)}>
      {title ? (
        <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 border-b border-line px-4 py-3">
          <div className="min-w-0 flex-1 basis-60">
            <h2 className="text-md font-semibold">{title}</h2>
            {description ? <p className="mt-0.5 max-w-prose text-ink-muted">{description}</p> : null}
          </div>
          {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
        </header>
      ) : null}
      <div className={flush ? "" : "p-4"}>{children}</div>
    </section>
  );
}
