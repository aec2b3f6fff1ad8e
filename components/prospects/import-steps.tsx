import clsx from "clsx";
import { Check } from "lucide-react";
import { IMPORT_STEPS, type ImportStep } from "./import-words.ts";

/** Where in the import one is. */
export function ImportSteps({ current }: { current: ImportStep }) {
  const at = IMPORT_STEPS.findIndex(({ step }) => step === current);
  return (
    <ol aria-label="Steps of the import" className="flex flex-wrap gap-x-5 gap-y-1">
      {IMPORT_STEPS.map(({ step, label }, index) => (
        <li
          key={step}
          aria-current={index === at ? "step" : undefined}
          className={clsx("flex items-center gap-2", index === at ? "font-semibold" : "text-ink-muted")}
        >
          <span
            className={clsx(
              "inline-flex size-6 items-center justify-center rounded-full border text-xs",
              index === at ? "border-accent bg-accent text-on-accent" : "border-line-strong",
            )}
          >
            {index < at ? <Check aria-hidden="true" className="size-3.5" /> : index + 1}
          </span>
          {label}
          {index < at ? <span className="sr-only">(done)</span> : null}
        </li>
      ))}
    </ol>
  );
}
