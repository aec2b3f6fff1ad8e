"use client";
import { Upload } from "lucide-react";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { formatCount, formatPlural } from "#lib/format/number.ts";
import type { ImportPreview } from "#lib/prospects/contract-preview.ts";
import { importResults } from "#lib/prospects/types.ts";
import { FirstRowsTable, ProblemTable } from "./import-check-tables.tsx";
import { expectedWords, isWorthImporting, startLabel } from "./import-check-words.ts";
import { ImportFailure, refusalOf } from "./import-failure.tsx";
import type { ImportFlowState } from "./use-import-flow.ts";

/** What the import would do; the last step before it does. */
export function ImportCheckStep({ flow, preview }: { flow: ImportFlowState; preview: ImportPreview }) {
  const { goBack, start, begin } = flow;
  const unreadable = Object.values(preview.unreadable).reduce((sum, count) => sum + count, 0);
  const refusal = refusalOf(start.error);
  return (
    <div className="flex flex-col gap-5">
      <Card title="Check and import" description={expectedWords(preview)}>
        <div className="flex flex-col gap-4">
          <Outcomes preview={preview} />
          {refusal ? (
            <Banner tone="bad" role="alert">
              {refusal}
            </Banner>
          ) : null}
          <ImportFailure error={start.error} />
          <div className="flex flex-wrap gap-2">
            <Button onClick={goBack} disabled={start.isPending}>
              Back
            </Button>
            <Button
              variant="primary"
              busy={start.isPending}
              disabled={!isWorthImporting(preview)}
              onClick={begin}
              icon={<Upload aria-hidden="true" className="size-4" />}
            >
              {start.isPending ? "Uploading" : startLabel(preview)}
            </Button>
          </div>
        </div>
      </Card>
      {preview.problems.length > 0 ? <ProblemTable problems={preview.problems} total={unreadable} /> : null}
      <FirstRowsTable preview={preview} />
    </div>
  );
}

function Outcomes({ preview: { judged, total_rows } }: { preview: ImportPreview }) {
  const scope = judged.rows === total_rows ? "these rows" : `the first ${formatPlural(judged.rows, "row")}`;
  return (
    <section aria-labelledby="outcomes">
      <h3 id="outcomes" className="font-medium">
        Expected result for {scope}
      </h3>
      <dl className="mt-1.5 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        {Object.entries(importResults)
          .filter(([code]) => judged.counts[code])
          .map(([code, label]) => (
            <div key={code} className="contents">
              <dt className="text-right font-semibold">{formatCount(judged.counts[code] ?? 0)}</dt>
              <dd>{label}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}
