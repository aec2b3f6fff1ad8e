import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { RowHeader, Table, Td, Th } from "#components/ui/table.tsx";
import type { CommandCenter } from "#lib/command-center/contract.ts";
import { formatCount, formatRate } from "#lib/format/number.ts";
import { isUnmeasured } from "./open-measure.ts";

const share = (part: number, of: number) => formatRate(of === 0 ? null : Math.min(1, part / of));

const OTHERS = { winback: "Win-backs", reply: "Answers" };

/** How each step of the sequence did in the last 30 days. */
export function StepsCard({ steps }: { steps: CommandCenter["steps"] }) {
  return (
    <Card title="Steps, last 30 days" flush>
      {steps.length === 0 ? (
        <EmptyState title="Nothing was sent in the last 30 days" />
      ) : (
        <Table caption="Steps, last 30 days">
          <thead>
            <tr>
              <Th>Step</Th>
              <Th numeric>Sent</Th>
              <Th numeric>Delivered</Th>
              <Th numeric>Opened</Th>
              <Th numeric>Replied</Th>
              <Th numeric>Bounced</Th>
            </tr>
          </thead>
          <tbody>
            {steps.map((step) => (
              <tr key={`${step.kind} ${step.step}`}>
                <RowHeader className="whitespace-nowrap">
                  {step.kind === "sequence" ? `Step ${step.step}` : OTHERS[step.kind]}
                </RowHeader>
                <Td numeric>{formatCount(step.sent)}</Td>
                <Td numeric>{share(step.delivered, step.sent)}</Td>
                <Td numeric>{isUnmeasured(step) ? "not measured" : share(step.opened, step.measurable)}</Td>
                <Td numeric>{share(step.replied, step.delivered)}</Td>
                <Td numeric>{share(step.bounced, step.sent)}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}
