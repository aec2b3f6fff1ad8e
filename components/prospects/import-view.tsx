"use client";
import Link from "next/link";
import { useUrlState } from "#components/query/use-url-state.ts";
import { useHasRole } from "#components/shell/role.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { ImportFlow } from "./import-flow.tsx";
import { ImportProgressCard } from "./import-progress-card.tsx";
import { ImportSteps } from "./import-steps.tsx";
import { RecentImports } from "./recent-imports.tsx";

/** Upload a file, or follow an import that runs; its id is in the URL, so one can leave and come back. */
export function ImportView() {
  const [params, setParams] = useUrlState();
  const mayImport = useHasRole("operator");
  const id = params.get("id");
  return (
    <>
      <PageHeader
        title="Import prospects"
        description="A CSV file with a header row. Every row gets its own result. Good rows are imported even if others are rejected."
        actions={
          <Link href="/prospects" className={buttonClass()}>
            Back to prospects
          </Link>
        }
      />
      {id ? (
        <>
          <ImportSteps current="import" />
          <ImportProgressCard id={id} onAgain={() => setParams({ id: null })} />
        </>
      ) : null}
      {!id && mayImport ? <ImportFlow onStarted={(importId) => setParams({ id: importId })} /> : null}
      {mayImport ? null : (
        <Banner tone="info">Operators and admins can import prospects. You can see past imports.</Banner>
      )}
      <RecentImports />
    </>
  );
}
