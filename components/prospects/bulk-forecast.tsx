import { formatCount } from "#lib/format/number.ts";
import type { BulkPreview } from "#lib/prospects/contract-bulk.ts";
import { forecastText } from "./bulk-words.ts";

/** How many a change would reach, and how many not and why. */
export function BulkForecast({ preview }: { preview: BulkPreview }) {
  return (
    <div aria-live="polite" className="flex flex-col gap-1">
      <p className="font-medium">{forecastText(preview)}</p>
      {preview.unchanged.length > 0 ? (
        <ul aria-label="Would not change" className="text-ink-muted">
          {preview.unchanged.map(({ detail, count }) => (
            <li key={detail}>
              <span className="tabular-nums">{formatCount(count)}</span>: {detail}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
