"use client";
import { useEffect } from "react";
import { openOverlay, useOverlay } from "./overlay-store.ts";
import { type Command, nextStep } from "./shortcuts.ts";
import { useGo } from "./use-go.ts";

/** Time for the second key after "g". */
const PAIR_MS = 1_500;

/** Listens to the keyboard for the whole console. */
export function useShortcuts(): void {
  const go = useGo();
  const overlay = useOverlay();
  useEffect(() => {
    let gPressedAt = Number.NEGATIVE_INFINITY;
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing) return;
      const isCovered = overlay !== null || document.querySelector("[role=dialog], [role=menu]") !== null;
      const press = {
        key: event.key,
        hasModifier: event.altKey,
        hasCommand: event.metaKey || event.ctrlKey,
        isTyping: isTyping(event.target),
        isCovered,
      };
      const { command, isAfterG } = nextStep(press, event.timeStamp - gPressedAt < PAIR_MS);
      gPressedAt = isAfterG ? event.timeStamp : Number.NEGATIVE_INFINITY;
      if (command === null) return;
      event.preventDefault();
      if (command.kind === "go") go(command.href);
      else obey(command);
    }
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [go, overlay]);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable=true]") !== null;
}

function obey(command: Exclude<Command, { kind: "go" }>): void {
  if (command.kind === "overlay") openOverlay(command.name);
  else if (command.kind === "row") focusRow(command.step);
  else if (command.kind === "message") focusMessage();
  else focusSearch();
}

/** The page's own search field; the palette where it has none. */
function focusSearch(): void {
  const field = document.querySelector<HTMLInputElement>("main input[type=search]");
  if (field) field.focus();
  else openOverlay("palette");
}

/** The first button of the newest message: its undo, if it has one. */
function focusMessage(): void {
  [...document.querySelectorAll("[data-message]")].at(-1)?.querySelector("button")?.focus();
}

/** Moves to the first link or button of the next row, or of the one before; from outside a table to its first row. */
function focusRow(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>("main tbody tr")].flatMap(
    (row) => row.querySelector<HTMLElement>("a[href], button:not(:disabled)") ?? [],
  );
  const row = document.activeElement?.closest("tr");
  const current = rows.findIndex((target) => target.closest("tr") === row);
  const next = current < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, current + step));
  rows[next]?.focus();
}
