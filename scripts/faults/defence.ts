/** One replacement in one file; `from` stands there exactly once. */
export type Change = { file: string; from: string; to: string };

/** What keeps a fault of docs/faults.md from doing harm, and the test of that row which must fail without it. */
export type Defence = {
  /** the row's first column */
  fault: string;
  /** `path: title`, as in the row */
  test: string;
  /** What takes the defence away. Several where one stands behind another. */
  changes: [Change, ...Change[]];
};
