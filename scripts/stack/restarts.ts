const WINDOW_MS = 60_000;
const MOST_IN_WINDOW = 5; // a crash loop is a fault to be read about, not to be hidden
const FIRST_DELAY_MS = 500;

/**
 * How long to wait before a child that ended by itself is started again; null means: give up.
 * @param exits earlier and present ends, in ms, oldest first
 * @param nowMs time of the present end
 */
export function restartDelayMs(exits: readonly number[], nowMs: number): number | null {
  const recent = exits.filter((at) => nowMs - at < WINDOW_MS).length;
  if (recent > MOST_IN_WINDOW) return null;
  return FIRST_DELAY_MS * 2 ** Math.max(0, recent - 1);
}
