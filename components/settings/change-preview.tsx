"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useId } from "react";
import { useSettled } from "#components/query/use-settled.ts";
import { Spinner } from "#components/ui/spinner.tsx";
import { ApiError } from "#lib/query/api-error.ts";
import type { Settings } from "#lib/settings/contract.ts";
import type { SettingsPreview } from "#lib/settings/contract-preview.ts";
import { settingsPreviewQuery } from "#lib/settings/queries.ts";
import { previewLines, sampleText } from "./preview-lines.ts";
import { inLabels, type SettingField } from "./setting-field.ts";

/** What saving would do, counted on what is stored now and shown before it is saved. */
export function ChangePreview({ change, fields }: { change: Partial<Settings>; fields: readonly SettingField[] }) {
  const heading = useId();
  const wished = JSON.stringify(change);
  const settled = useSettled(wished);
  const query = useQuery({
    ...settingsPreviewQuery(JSON.parse(settled)),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const isBehind = query.isFetching || settled !== wished;
  return (
    <section aria-labelledby={heading} aria-busy={isBehind} className="rounded-md border border-line bg-sunken p-4">
      <h3 id={heading} className="flex items-center gap-2 font-medium">
        What this changes
        {isBehind ? <Spinner /> : null}
      </h3>
      <div aria-live="polite" className="mt-1.5">
        {query.error ? (
          <Refusal error={query.error} fields={fields} />
        ) : query.data ? (
          <Lines preview={query.data} />
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
      {isRefused ? `It would be refused: ${inLabels(text, fields)}.` : `Cannot be counted now: ${text}`}
    </p>
  );
}

function Lines({ preview }: { preview: SettingsPreview }) {
  const lines = previewLines(preview);
  const sample = sampleText(preview);
  return (
    <>
      {lines.length === 0 && preview.uncounted.length === 0 ? <p>Nobody's next email moves.</p> : null}
      <ul className="flex flex-col gap-1 tabular-nums">
        {lines.map(({ key, text, href }) => (
          <li key={key}>
            {href ? (
              <Link href={href} prefetch={false} className="text-accent hover:underline">
                {text}
              </Link>
            ) : (
              text
            )}
          </li>
        ))}
      </ul>
      {sample ? <p className="text-ink-muted">{sample}</p> : null}
      {preview.uncounted.length > 0 ? (
        <p className="text-ink-muted">Acts on messages from now on; what that comes to cannot be counted ahead.</p>
      ) : null}
    </>
  );
}
