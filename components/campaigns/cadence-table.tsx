import { RowHeader, Table, Td, Th } from "#components/ui/table.tsx";
import type { CadencePreview } from "#lib/campaigns/contract-cadence.ts";
import { formatCount } from "#lib/format/number.ts";

/** The time line in figures: hours after the step before. */
export function CadenceTable({ preview }: { preview: CadencePreview }) {
  const [first] = preview.lines;
  return (
    <Table caption="Hours after the step before, by how a prospect reads">
      <thead>
        <tr>
          <Th>Who</Th>
          {first?.steps.slice(1).map(({ step }) => (
            <Th key={step} numeric>
              Step {step}
            </Th>
          ))}
          <Th numeric>In all</Th>
        </tr>
      </thead>
      <tbody>
        {preview.lines.map(({ reading, label, steps }) => (
          <tr key={reading}>
            <RowHeader>{label}</RowHeader>
            {steps.slice(1).map(({ step, delay_hours, is_at_floor }) => (
              <Td key={step} numeric>
                {formatCount(delay_hours)} h{is_at_floor ? "*" : ""}
              </Td>
            ))}
            <Td numeric>{formatCount(steps.at(-1)?.after_hours ?? 0)} h</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
