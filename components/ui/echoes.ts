/**
 * Tells what comes back of what a field reported from what was set elsewhere. The page may answer late, and not to everything: an older
 * report that comes back must not undo what was typed since.
 */
export function createEchoes() {
  let waiting: string[] = [];
  return {
    report(value: string): void {
      waiting.push(value);
    },
    /** Whether the value is a report's own; it and those before it are not waited for any more. */
    isOwn(value: string): boolean {
      const at = waiting.indexOf(value);
      waiting = at < 0 ? [] : waiting.slice(at + 1);
      return at >= 0;
    },
  };
}
