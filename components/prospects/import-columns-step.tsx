"use client";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Select } from "#components/ui/select.tsx";
import { RowHeader, Table, Td, Th } from "#components/ui/table.tsx";
import type { ColumnChoice } from "#lib/prospects/types.ts";
import { ImportFailure, refusalOf } from "./import-failure.tsx";
import { CHOICE_OPTIONS } from "./import-words.ts";
import type { ImportFlowState } from "./use-import-flow.ts";

/** What each column is, as far as its title says; a person has the last word. */
export function ImportColumnsStep({ flow }: { flow: ImportFlowState }) {
  const { file, columns, goBack, check, checkFile } = flow;
  const problem = check.data?.problem ?? refusalOf(check.error);
  return (
    <Card
      title="Match the columns"
      description={`${file?.name ?? "The file"} has ${columns.length} columns. Custom fields can be used in templates; what is left out is not stored with the prospect.`}
      flush
    >
      <ColumnTable flow={flow} />
      <div className="flex flex-col gap-4 p-4">
        {problem ? (
          <Banner tone="bad" role="alert">
            {problem}
          </Banner>
        ) : null}
        <ImportFailure error={check.error} />
        <div className="flex flex-wrap gap-2">
          <Button onClick={goBack}>Back</Button>
          <Button variant="primary" busy={check.isPending} onClick={checkFile}>
            Check the file
          </Button>
        </div>
      </div>
    </Card>
  );
}

function ColumnTable({ flow: { columns, choose } }: { flow: ImportFlowState }) {
  return (
    <Table caption="Columns of the file">
      <thead>
        <tr>
          <Th>Column</Th>
          <Th>Is</Th>
          <Th>For example</Th>
        </tr>
      </thead>
      <tbody>
        {columns.map(({ title, choice, samples }, index) => (
          <tr key={`${index}-${title}`}>
            <RowHeader className="max-w-48 min-w-24 wrap-anywhere">{title || `Column ${index + 1}`}</RowHeader>
            <Td>
              <Select
                aria-label={`What “${title || `Column ${index + 1}`}” is`}
                options={CHOICE_OPTIONS}
                value={choice}
                onValueChange={(value) => choose(index, value as ColumnChoice)}
                className="min-w-36"
              />
            </Td>
            <Td className="max-w-96 text-ink-muted">
              <span className="line-clamp-2 wrap-anywhere">{samples.length > 0 ? samples.join(" · ") : "Empty"}</span>
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
