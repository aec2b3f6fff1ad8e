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
import { useImportFlow } from "./use-import-flow.ts";

/**
 * Upload a file, or follow an import that runs; its id is in the URL, so one can leave and come back. A file that waits to be imported
 * is kept while one looks at another import.
 */
export function ImportView() {
  const [params] = useUrlState();
  const flow = useImportFlow();
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
          <ImportProgressCard id={id} onAgain={flow.restart} />
        </>
      ) : null}
      {!id && mayImport ? <ImportFlow flow={flow} /> : null}
      {mayImport ? null : (
        <Banner tone="info">Operators and admins can import prospects. You can see past imports.</Banner>
      )}
      <RecentImports />
    </>
  );
}
