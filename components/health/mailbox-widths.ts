/** Widths of the mailbox grid in px. The name takes what is left over. */
export const GRID_WIDTHS = { check: 44, name: 176, actions: 84 };

/** Of the columns to choose from. */
export const COLUMN_WIDTHS: Readonly<Record<string, number>> = {
  score: 68,
  state: 144,
  sent: 88,
  bounced: 112,
  complained: 100,
  opened: 84,
  limit: 98,
  used: 96,
  domain: 180,
  connection: 150,
  history: 84,
};

export const DEFAULT_KEYS: readonly string[] = [
  "score",
  "state",
  "sent",
  "bounced",
  "complained",
  "opened",
  "limit",
  "history",
];

/** Under this width the grid scrolls sideways. */
export function leastWidth(keys: readonly string[], hasChecks: boolean): number {
  const own = keys.reduce((sum, key) => sum + (COLUMN_WIDTHS[key] ?? 0), 0);
  return own + GRID_WIDTHS.name + GRID_WIDTHS.actions + (hasChecks ? GRID_WIDTHS.check : 0);
}
