"use client";
import { useVirtualizer } from "@tanstack/react-virtual";
import { Fragment, type ReactNode, useRef } from "react";

type VirtualTableProps = {
  caption: string;
  /** in px, column by column; null takes what is left over */
  widths: readonly (number | null)[];
  leastWidth: number;
  head: ReactNode;
  count: number;
  keyOf: (index: number) => string;
  /** how high a line is, before it has been measured, in px */
  estimate: (index: number) => number;
  /** the `tr` of a line, which takes the props it is given; while the view moves nothing should be loaded for it */
  line: (index: number, props: LineProps, isMoving: boolean) => ReactNode;
};

/** What makes a `tr` a line of the table: its place for screen readers, and its height for the scrolling. */
export type LineProps = { "aria-rowindex": number; "data-index": number; ref: (element: Element | null) => void };

const EXTRA_LINES = 8;

/** A table of any length that draws the lines in view only; its head stays. Screen readers are told how long it is. */
export function VirtualTable({ caption, widths, leastWidth, head, count, ...lines }: VirtualTableProps) {
  const box = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => box.current,
    estimateSize: lines.estimate,
    getItemKey: lines.keyOf,
    overscan: EXTRA_LINES,
    useFlushSync: false,
  });
  const shown = virtual.getVirtualItems();
  const above = shown[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (shown.at(-1)?.end ?? 0);
  return (
    <section
      ref={box}
      aria-label={caption}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      className="relative max-h-[max(26rem,calc(100dvh-15rem))] scroll-pt-12 overflow-auto [overflow-anchor:none] focus-visible:-outline-offset-2"
    >
      <table
        aria-rowcount={count + 1}
        style={{ minWidth: leastWidth }}
        className="w-full table-fixed border-separate border-spacing-0 text-left"
      >
        <caption className="sr-only">{caption}</caption>
        <colgroup>
          {widths.map((width, index) => (
            <col key={index} style={width === null ? undefined : { width }} />
          ))}
        </colgroup>
        <thead className="sticky top-0 z-10 bg-surface">{head}</thead>
        <tbody>
          <Gap height={above} columns={widths.length} />
          {shown.map(({ index, key }) => (
            <Fragment key={key}>
              {lines.line(
                index,
                { "aria-rowindex": index + 2, "data-index": index, ref: virtual.measureElement },
                virtual.isScrolling,
              )}
            </Fragment>
          ))}
          <Gap height={below} columns={widths.length} />
        </tbody>
      </table>
    </section>
  );
}

function Gap({ height, columns }: { height: number; columns: number }) {
  if (height <= 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it takes the focus
    <tr aria-hidden="true">
      <td colSpan={columns} style={{ height, padding: 0 }} />
    </tr>
  );
}
