"use client";
import { useEffect } from "react";
import { useUrlState } from "#components/query/use-url-state.ts";
import { type FlowStep, type HeldOfImport, isAt, stepShown } from "./import-step.ts";

/** The step of an import, which is in the URL: Back and Forward go from one to the next. The URL never names one that is not shown. */
export function useImportStep(held: HeldOfImport) {
  const [params, setParams] = useUrlState();
  const named = params.get("step");
  const step = stepShown(named, held);
  useEffect(() => {
    if (named !== null && named !== step) setParams({ step: step === "file" ? null : step }, "replace");
  }, [named, step, setParams]);
  return {
    step,
    goOn: (from: FlowStep, to: FlowStep) => setParams((now) => (isAt(now, from) ? { step: to } : null)),
    /** The import takes the place of its check: nobody comes back to a check of how things were before it. */
    follow: (importId: string) => setParams((now) => (now.has("id") ? null : { id: importId, step: null }), "replace"),
    goToFile: () => setParams({ id: null, step: null }),
  };
}
