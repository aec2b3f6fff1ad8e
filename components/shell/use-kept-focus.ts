"use client";
import { useEffect } from "react";

/** Where something was that had the focus and went: what it was in, and the element before it, if there was one. */
type Gap = { parent: Element; previous: Element | null };

const FOCUSABLE =
  "a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), summary, [tabindex]";

/**
 * Keeps whoever works by keyboard in their place: a row that goes with the focus in it hands it to the row that follows, a field that was
 * disabled for a moment has it back, and so has what they came from when a message closes. Elsewhere it would fall to the page.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    const main = document.querySelector("main");
    if (!main) return;
    let last: HTMLElement | null = null;
    let message: Element | null = null;
    let gap: Gap | null = null;

    function onFocus({ target }: FocusEvent) {
      if (!(target instanceof HTMLElement)) return;
      message = target.closest("[data-message]");
      if (!main?.contains(target) || target === main) return;
      last = target;
      gap = null;
    }
    function onPointer({ target }: PointerEvent) {
      const isInMessage = target instanceof Element && target.closest("[data-message]") !== null;
      // What has the focus and is pressed again does not get it anew.
      const isPressedAgain = target instanceof Node && last?.contains(target);
      if (!isInMessage && !isPressedAgain) last = null;
    }
    function onChange(records: MutationRecord[]) {
      // The message itself may stay and say something else, without the button that was pressed.
      const isMessageGone = message !== null && !message.contains(document.activeElement);
      if (isMessageGone) message = null;
      if (!last) return;
      let isTouched = isMessageGone;
      for (const record of records) {
        const gone = [...record.removedNodes].some((node) => node.contains(last) || (gap && node.contains(gap.parent)));
        if (gone) gap = gapOf(record);
        isTouched ||= gone || (record.type === "attributes" && record.target.contains(last));
      }
      if (!isTouched && !gap) return;
      if (document.activeElement && document.activeElement !== document.body) return;
      if (!last.isConnected) {
        const next = gap && gap.parent !== main ? nearest(gap) : null;
        gap = null;
        next?.focus({ preventScroll: true });
      } else if (isTouched && !last.matches(":disabled")) last.focus({ preventScroll: true });
    }

    const observer = new MutationObserver(onChange);
    observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ["disabled"] });
    document.addEventListener("focusin", onFocus);
    document.addEventListener("pointerdown", onPointer, true);
    return () => {
      observer.disconnect();
      document.removeEventListener("focusin", onFocus);
      document.removeEventListener("pointerdown", onPointer, true);
    };
  }, []);
}

function gapOf({ target, previousSibling }: MutationRecord): Gap {
  let previous = previousSibling;
  while (previous && !(previous instanceof Element)) previous = previous.previousSibling;
  return { parent: target as Element, previous };
}

/** What stands there now, else what stood before it, else the region around it; where a row has gone from a table of rows that come and go, all of that. */
function nearest({ parent, previous }: Gap): HTMLElement | null {
  const grid = parent.closest("table[aria-rowcount]")?.closest<HTMLElement>("[tabindex]");
  if (grid && !parent.closest("tr")) return grid;
  const before = previous?.isConnected ? previous : null;
  const now = before ? before.nextElementSibling : parent.firstElementChild;
  return focusableIn(now) ?? focusableIn(before) ?? parent.closest<HTMLElement>("[tabindex]:not(main)");
}

function focusableIn(element: Element | null): HTMLElement | null {
  if (!element) return null;
  return element.matches(FOCUSABLE) ? (element as HTMLElement) : element.querySelector<HTMLElement>(FOCUSABLE);
}
