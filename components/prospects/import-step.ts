/** The steps before an import has begun, as the URL names them. */
export type FlowStep = "file" | "columns" | "check";

/** What the flow holds: a file whose columns are known, and what an import of it would do. */
export type HeldOfImport = { hasColumns: boolean; hasCheck: boolean };

/** The step that the URL names, or the last one before it that can be shown: after a reload there is no file any more. */
export function stepShown(named: string | null, { hasColumns, hasCheck }: HeldOfImport): FlowStep {
  if (!hasColumns) return "file";
  if (named === "check") return hasCheck ? "check" : "columns";
  return named === "columns" ? "columns" : "file";
}

/** Whether somebody is still at the step that led here: who has gone elsewhere meanwhile is not taken away from there. */
export function isAt(url: URLSearchParams, step: FlowStep): boolean {
  return !url.has("id") && (url.get("step") ?? "file") === step;
}
