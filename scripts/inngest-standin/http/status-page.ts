import type { FunctionView, RunView, Snapshot } from "#scripts/inngest-standin/snapshot.ts";

const style = `body{font:14px/1.5 system-ui,sans-serif;margin:2rem;max-width:80rem}table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:.25rem .75rem .25rem 0;border-bottom:1px solid #8884;vertical-align:top}
td{font-variant-numeric:tabular-nums;overflow-wrap:anywhere}:root{color-scheme:light dark}`;

/**
 * The page at `/`: what is registered and the last runs; with an id that run alone. Plain HTML, no script; every value is escaped.
 */
export function renderStatusPage(snapshot: Snapshot, runId?: string): string {
  const runs = runId === undefined ? snapshot.runs : snapshot.runs.filter((run) => run.id === runId);
  const none = runId === undefined ? "No run yet." : "This run is not kept any more.";
  const state = snapshot.is_paused ? "waiting for the app" : "running";
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Jobs: Inngest stand-in</title><style>${style}</style></head><body>
<h1>Inngest stand-in</h1>
<p>${state} · ${snapshot.active} active runs · ${snapshot.in_flight} calls in flight. Runs are kept in memory and end with this process.</p>
<h2>Functions</h2>
${table(["Function", "Triggers", "Next run"], snapshot.functions.map(functionRow), "The app has not registered yet.")}
<h2>${runId === undefined ? "Last runs" : "One run"}</h2>
${table(["Function", "Status", "Event", "Queued", "Ended", "Steps", "Calls", "Waiting for", "Error"], runs.map(runRow), none)}
</body></html>`;
}

function functionRow(fn: FunctionView): string[] {
  return [fn.id, fn.triggers.join(", "), fn.next_run_at ?? ""];
}

function runRow(run: RunView): string[] {
  const waiting = run.waiting_for.join(", ");
  return [
    run.function_id,
    run.status,
    run.event_name,
    run.queued_at,
    run.ended_at ?? "",
    String(run.steps),
    String(run.calls),
    waiting,
    run.error ?? "",
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[], empty: string): string {
  if (rows.length === 0) return `<p>${escapeHtml(empty)}</p>`;
  const cells = (tag: string, row: readonly string[]) =>
    `<tr>${row.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join("")}</tr>`;
  return `<table><thead>${cells("th", head)}</thead><tbody>${rows.map((row) => cells("td", row)).join("\n")}</tbody></table>`;
}

function escapeHtml(text: string): string {
  const names: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return text.replace(/[&<>"']/g, (character) => names[character] as string);
}
