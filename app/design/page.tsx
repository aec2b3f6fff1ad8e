import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DesignView } from "#components/design/design-view.tsx";
import { isDevelopmentBuild } from "#lib/env.ts";

export const metadata: Metadata = { title: "Design" };

/** Every primitive in every state, for those who build pages. A production build answers 404. */
export default function DesignPage() {
  if (!isDevelopmentBuild) notFound();
  return <DesignView />;
}
