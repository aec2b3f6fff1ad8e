import clsx from "clsx";
import type { ComponentProps, ReactNode } from "react";

type TableProps = { caption: string; children: ReactNode; className?: string };

/** A table that scrolls sideways inside its box; the box is a named region so that the keyboard reaches it. */
export function Table({ caption, children, className }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section aria-label={caption} tabIndex={0} className="relative overflow-x-auto focus-visible:-outline-offset-2">
      <table className={clsx("w-full border-collapse text-left [&_tbody>tr:last-child>*]:border-b-0", className)}>
        <caption className="sr-only">{caption}</caption>
        {children}
      </table>
    </section>
  );
}

type CellProps = { numeric?: boolean };

export function Th({ numeric, className, ...rest }: ComponentProps<"th"> & CellProps) {
  return (
    <th
      scope="col"
      {...rest}
      className={clsx(
        "border-b border-line px-3 py-2 text-xs font-medium whitespace-nowrap text-ink-muted first:pl-4 last:pr-4",
        numeric && "text-right",
        className,
      )}
    />
  );
}

/** Header of a row: the thing that the row is about. */
export function RowHeader({ className, ...rest }: ComponentProps<"th">) {
  return (
    <th
      scope="row"
      {...rest}
      className={clsx("border-b border-line px-3 py-2.5 text-left font-medium align-top first:pl-4", className)}
    />
  );
}

export function Td({ numeric, className, ...rest }: ComponentProps<"td"> & CellProps) {
  return (
    <td
      {...rest}
      className={clsx(
        "border-b border-line px-3 py-2.5 align-top first:pl-4 last:pr-4",
        numeric && "text-right whitespace-nowrap",
        className,
      )}
    />
  );
}
