"use client";
import { useVirtualizer } from "@tanstack/react-virtual";
import { createContext, Fragment, type ReactNode, use, useRef } from "react";

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
  /** a line, whose `tr` takes the props that `lineProps` makes of its place */
  line: (place: LinePlace) => ReactNode;
};

/** Where a line stands, and what is told its element's height. Both stay the same while the line stays in its place. */
export type LinePlace = { index: number; measure: (element: Element | null) => void };

/** What makes a `tr` a line of the table: its place for screen readers, and its height for the scrolling. */
export function lineProps({ index, measure }: LinePlace) {
  return { "aria-rowindex": index + 2, "data-index": index, ref: measure };
}

const MovingContext = createContext(false);

/** Whether the view moves: then nothing should be loaded for a line. */
export function useIsMoving(): boolean {
  return use(MovingContext);
}

/** Above and below the view: each is drawn with every sorting and filtering, and scrolling draws in time. */
const EXTRA_LINES = 4;

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
        className="w-full table-fixed border-separate border-spacing-0 text-left [&_tbody_td]:py-1.5 [&_tbody_th]:py-1.5 [&_td]:px-2 [&_th]:px-2"
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
          <MovingContext value={virtual.isScrolling}>
            {shown.map(({ index, key }) => (
              <Fragment key={key}>{lines.line({ index, measure: virtual.measureElement })}</Fragment>
            ))}
          </MovingContext>
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
