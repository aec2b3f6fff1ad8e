import type { Metadata } from "next";
import { JobsView } from "#components/jobs/jobs-view.tsx";
import { requireSession } from "#lib/auth/session.ts";
import { env } from "#lib/env.ts";

export const metadata: Metadata = { title: "Jobs" };

export default async function JobsPage() {
  await requireSession();
  const dashboardUrl = env().INNGEST_BASE_URL ?? null;
  return <JobsView dashboardUrl={dashboardUrl} runUrl={dashboardUrl && `${dashboardUrl}/run?runID=`} />;
}
