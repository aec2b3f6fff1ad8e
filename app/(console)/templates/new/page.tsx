import type { Metadata } from "next";
import { NewTemplateView } from "#components/templates/new-template-view.tsx";
import { requireSession } from "#lib/auth/session.ts";

export const metadata: Metadata = { title: "New template" };

export default async function NewTemplatePage() {
  await requireSession();
  return <NewTemplateView />;
}
