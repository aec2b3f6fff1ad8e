import type { Metadata } from "next";
import { TemplateView } from "#components/templates/template-view.tsx";
import { requireSession } from "#lib/auth/session.ts";

export const metadata: Metadata = { title: "Template" };

export default async function TemplatePage({ params }: { params: Promise<{ id: string }> }) {
  await requireSession();
  const { id } = await params;
  return <TemplateView id={id} />;
}
