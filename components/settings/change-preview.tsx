"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useId, useState } from "react";
import { useSettled } from "#components/query/use-settled.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { ApiError } from "#lib/query/api-error.ts";
import type { Settings } from "#lib/settings/contract.ts";
import type { SettingsPreview } from "#lib/settings/contract-preview.ts";
import { settingsPreviewQuery } from "#lib/settings/queries.ts";
import { AffectedDialog } from "./affected-dialog.tsx";
import { engineWarning, type PreviewLine, previewLines, sampleText } from "./preview-lines.ts";
import { inLabels, type SettingField } from "./setting-field.ts";

type Change = Partial<Settings>;

type ChangePreviewProps = {
  change: Change;
  /** false: something that was edited cannot be saved, and nothing is counted */
  isValid: boolean;
  fields: readonly SettingField[];
};

/** What saving would do, counted on what is stored now; an invitation to edit while nothing is. */
export function ChangePreview({ change, isValid, fields }: ChangePreviewProps) {
  const heading = useId();
  const wished = JSON.stringify(change);
  const settled = useSettled(wished);
  const isEdited = isValid && Object.keys(change).length > 0;
  const query = useQuery({
    ...settingsPreviewQuery(JSON.parse(settled)),
    placeholderData: keepPreviousData,
    retry: false,
    enabled: isEdited && settled !== "{}",
  });
  const isBehind = isEdited && (query.isFetching || settled !== wished);
  return (
    <section aria-labelledby={heading} aria-busy={isBehind} className="rounded-md border border-line bg-sunken p-4">
      <h3 id={heading} className="flex items-center gap-2 font-medium">
        What this changes
        {isBehind ? <Spinner /> : null}
      </h3>
      <div aria-live="polite" className="mt-1.5">
        {!isValid ? (
          <p className="text-ink-muted">The effect is counted once every value is valid.</p>
        ) : !isEdited ? (
          <p className="text-ink-muted">Edit a setting to see its effect here before you save.</p>
        ) : query.error ? (
          <Refusal error={query.error} fields={fields} />
        ) : query.data ? (
          <Effects preview={query.data} change={JSON.parse(settled)} />
        ) : null}
      </div>
    </section>
  );
}

function Refusal({ error, fields }: { error: Error; fields: readonly SettingField[] }) {
  const isRefused = error instanceof ApiError && error.status === 400;
  const text = isRefused ? error.errors.map(({ field, message }) => `${field} ${message}`).join("; ") : error.message;
  return (
    <p className="text-ink-muted">
      {isRefused ? `This can't be saved: ${inLabels(text, fields)}.` : `The effect can't be counted right now. ${text}`}
    </p>
  );
}

function Effects({ preview, change }: { preview: SettingsPreview; change: Change }) {
  const [shown, setShown] = useState<PreviewLine | null>(null);
  const lines = previewLines(preview);
  const sample = sampleText(preview);
  const warning = engineWarning(preview);
  return (
    <div className="flex flex-col gap-2">
      {warning ? <Banner tone={warning.tone}>{warning.text}</Banner> : null}
      {lines.length === 0 && !warning ? (
        <p>{sample ? "Nobody who was looked at is affected." : "Nobody is affected."}</p>
      ) : null}
      <ul className="flex flex-col gap-1 tabular-nums">
        {lines.map((line) => (
          <li key={line.key}>
            <Line line={line} onShow={() => setShown(line)} />
          </li>
        ))}
      </ul>
      {sample ? <p className="text-sm text-ink-muted">{sample}</p> : null}
      <AffectedDialog line={shown} change={change} onClose={() => setShown(null)} />
    </div>
  );
}

const LINK = "inline min-h-6 text-left text-accent hover:underline";

/** The count leads to those counted, without leaving what is being edited. */
function Line({ line, onShow }: { line: PreviewLine; onShow: () => void }) {
  if (line.effect)
    return (
      <button type="button" aria-haspopup="dialog" onClick={onShow} className={LINK}>
        {line.text}
      </button>
    );
  if (line.href)
    return (
      <Link href={line.href} prefetch={false} target="_blank" className={LINK}>
        {line.text}
        <span className="sr-only"> (opens in a new tab)</span>
      </Link>
    );
  return line.text;
}
