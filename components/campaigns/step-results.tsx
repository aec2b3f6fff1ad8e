"use client";
import Link from "next/link";
import { RateCell, ResultCells } from "#components/mail-results/rate-cell.tsx";
import { RowHeader, Table, Th } from "#components/ui/table.tsx";
import type { CampaignResults } from "#lib/campaigns/contract-results.ts";
import type { MailResults } from "#lib/mail-results/contract.ts";

type StepResult = CampaignResults["steps"][number];
type TemplateResult = StepResult["templates"][number];

/** What each step came to, and each text of a step that was written by several. */
export function StepResults({ steps }: { steps: readonly StepResult[] }) {
  const isMixed = steps.some(({ templates }) => templates.length > 1 && templates.some((row) => row.template === null));
  return (
    <div className="border-t border-line">
      <Table caption="Results by step">
        <thead>
          <tr>
            <Th>Step</Th>
            <Th numeric>Sent</Th>
            <Th numeric>Delivered</Th>
            <Th numeric>Opened</Th>
            <Th numeric>Clicked</Th>
            <Th numeric>Replied</Th>
            <Th numeric>Bounced</Th>
            <Th numeric>Unsubscribed</Th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <StepRows key={step.step} step={step} />
          ))}
        </tbody>
      </Table>
      {isMixed ? (
        <p className="border-t border-line px-4 py-3 text-ink-muted">
          Without a template: written by the engine, or sent before the template of a message was noted.
        </p>
      ) : null}
    </div>
  );
}

function StepRows({ step: { step, templates, ...counts } }: { step: StepResult }) {
  const [only] = templates;
  const isSplit = templates.length > 1;
  return (
    <>
      <tr>
        <RowHeader className="min-w-40">
          Step {step}
          {!isSplit && only?.template ? (
            <span className="block font-normal">
              <TemplateName row={only} />
            </span>
          ) : null}
        </RowHeader>
        <Figures counts={counts} />
      </tr>
      {isSplit
        ? templates.map((row) => (
            <tr key={row.template?.id ?? ""} className="bg-sunken">
              <RowHeader className="pl-8 font-normal first:pl-8">
                <span className="sr-only">Step {step}, </span>
                <TemplateName row={row} />
              </RowHeader>
              <Figures counts={row} />
            </tr>
          ))
        : null}
    </>
  );
}

function TemplateName({ row: { template } }: { row: TemplateResult }) {
  if (template === null) return <>Without a template</>;
  return (
    <Link href={`/templates/${template.id}`} prefetch={false} className="text-accent wrap-anywhere hover:underline">
      {template.name}
      {template.is_archived ? " (archived)" : ""}
    </Link>
  );
}

function Figures({ counts }: { counts: MailResults }) {
  return (
    <>
      <ResultCells results={counts} />
      <RateCell measured={counts.rates.unsubscribed} />
    </>
  );
}
