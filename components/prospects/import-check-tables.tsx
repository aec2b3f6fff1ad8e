import { Card } from "#components/ui/card.tsx";
import { RowHeader, Table, Td, Th } from "#components/ui/table.tsx";
import { formatCount } from "#lib/format/number.ts";
import type { ImportPreview } from "#lib/prospects/contract-preview.ts";
import { importResults } from "#lib/prospects/types.ts";

type ProblemTableProps = { problems: ImportPreview["problems"]; total: number };

/** Rows that cannot be read, as they are counted in the file. */
export function ProblemTable({ problems, total }: ProblemTableProps) {
  const shown = problems.length < total ? `The first ${problems.length} of ${formatCount(total)}. ` : "";
  return (
    <Card
      title="Rows that cannot be read"
      description={`${shown}Correct them in the file, or import the others: the report lists all of them.`}
      flush
    >
      <Table caption="Rows that cannot be read">
        <thead>
          <tr>
            <Th numeric>Row</Th>
            <Th>What is wrong</Th>
          </tr>
        </thead>
        <tbody>
          {problems.map(({ row, detail }) => (
            <tr key={row}>
              <RowHeader className="text-right">{formatCount(row)}</RowHeader>
              <Td className="w-full wrap-anywhere">{detail}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

/** The first rows as they would be read. */
export function FirstRowsTable({ preview: { columns, first_rows } }: { preview: ImportPreview }) {
  const kept = columns.flatMap(({ title, choice }, index) => (choice === "ignore" ? [] : [{ title, index }]));
  return (
    <Card title="First rows" flush>
      <Table caption="First rows">
        <thead>
          <tr>
            <Th numeric>Row</Th>
            <Th>Result</Th>
            {kept.map(({ title, index }) => (
              <Th key={index}>{title || `Column ${index + 1}`}</Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {first_rows.map(({ row, cells, result, detail }) => (
            <tr key={row}>
              <RowHeader className="text-right">{formatCount(row)}</RowHeader>
              <Td className="max-w-96 min-w-40">{detail ?? resultLabel(result)}</Td>
              {kept.map(({ index }) => (
                <Td key={index} className="max-w-64 min-w-24 text-ink-muted">
                  <span className="line-clamp-2 break-words">{cells[index]}</span>
                </Td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

/** One the console does not know yet keeps its code. */
function resultLabel(result: string): string {
  return result in importResults ? importResults[result as keyof typeof importResults] : result;
}
