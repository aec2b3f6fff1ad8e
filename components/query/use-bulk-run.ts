"use client";
import { useEffect, useRef, useState } from "react";
import { showToast } from "#components/ui/toast-store.ts";
import { formatCount } from "#lib/format/number.ts";
import { type InParts, partsOf, workThrough } from "./bulk-parts.ts";

type Run<Item> = { isRunning: boolean; done: readonly Item[]; total: number; error: Error | null };

type BulkRunOptions<Order, Item> = InParts<Order, Item> & {
  /** Called when a run ends, well or not. */
  onEnd: () => void;
};

/**
 * Changes any number of rows, as many at a time as the API takes. After a failure the same call goes on with what is left. Once whoever
 * asked for it is gone (the dialog is closed) no further part is begun, and a toast says how many were done.
 */
export function useBulkRun<Order extends object, Item>({ most, change, onEnd }: BulkRunOptions<Order, Item>) {
  const [run, setRun] = useState<Run<Item>>({ isRunning: false, done: [], total: 0, error: null });
  const left = useRef<string[][]>([]);
  const keys = useRef(new Map<string, string>());
  const isGone = useRef(false);
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
    };
  }, []);

  /** @param onDone told of every part when it is done */
  async function start(order: Order, ids: readonly string[], onDone?: (items: readonly Item[]) => void) {
    if (left.current.length === 0) left.current = partsOf(ids, most);
    setRun((now) => ({ ...now, isRunning: true, total: now.total || ids.length, error: null }));
    const state = { left: left.current, keys: keys.current, isCut: () => isGone.current };
    const error = await workThrough(order, state, change, (items) => {
      setRun((now) => ({ ...now, done: [...now.done, ...items] }));
      onDone?.(items);
    });
    setRun((now) => ({ ...now, isRunning: false, error }));
    const open = left.current.flat().length;
    if (isGone.current && open > 0) tellOfCut(ids.length - open, ids.length);
    onEnd();
  }

  return { ...run, isFinished: !run.isRunning && run.error === null && run.total > 0, start };
}

function tellOfCut(done: number, total: number): void {
  showToast({ tone: "warn", text: `${formatCount(done)} of ${formatCount(total)} are done; the rest is as it was.` });
}
