import { Banner } from "#components/ui/banner.tsx";
import { formatCount, formatPlural } from "#lib/format/number.ts";
import type { SuppressionsImported } from "#lib/suppressions/contract-change.ts";

/** What came of a file, in words. */
export function ImportedCounts({ counts }: { counts: SuppressionsImported }) {
  const { rows, added, already_present, invalid, cancelled_sends, invalid_lines } = counts;
  return (
    <div role="status" className="flex flex-col gap-3">
      <Banner tone={invalid > 0 ? "warn" : "ok"}>
        {formatPlural(rows, "row")} read: {formatCount(added)} added, {formatCount(already_present)} there already,{" "}
        {formatCount(invalid)} neither an address nor a domain.
      </Banner>
      {cancelled_sends > 0 ? <p>{formatPlural(cancelled_sends, "waiting email")} cancelled.</p> : null}
      {invalid > 0 ? (
        <p className="text-ink-muted">
          Not understood: {invalid_lines.length === 1 ? "line" : "lines"} {invalid_lines.join(", ")}
          {invalid > invalid_lines.length ? ` and ${formatCount(invalid - invalid_lines.length)} more` : ""}.
        </p>
      ) : null}
    </div>
  );
}
