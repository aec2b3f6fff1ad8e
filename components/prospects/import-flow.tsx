"use client";
import { type ReactNode, useEffect, useRef } from "react";
import { ImportCheckStep } from "./import-check-step.tsx";
import { ImportColumnsStep } from "./import-columns-step.tsx";
import { ImportFileStep } from "./import-file-step.tsx";
import { ImportSteps } from "./import-steps.tsx";
import type { ImportFlowState } from "./use-import-flow.ts";

/** Choose a file, say what its columns are, see what would happen, import. Nothing is stored before the last. */
export function ImportFlow({ flow }: { flow: ImportFlowState }) {
  const { step, check } = flow;
  return (
    <>
      <ImportSteps current={step} />
      {step === "file" ? <ImportFileStep flow={flow} /> : null}
      {step === "columns" ? (
        <Reached>
          <ImportColumnsStep flow={flow} />
        </Reached>
      ) : null}
      {step === "check" && check.data ? (
        <Reached>
          <ImportCheckStep flow={flow} preview={check.data} />
        </Reached>
      ) : null}
    </>
  );
}

/** The keyboard and a screen reader go along to the new step: the button that led here is gone. */
function Reached({ children }: { children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <div ref={place} tabIndex={-1} className="min-w-0 scroll-mt-20 rounded-lg outline-none">
      {children}
    </div>
  );
}
