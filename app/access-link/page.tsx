import type { Metadata } from "next";
import { AccessLinkForm } from "#components/auth/access-link-form.tsx";
import { Brand } from "#components/shell/brand.tsx";

export const metadata: Metadata = { title: "One-time link", referrer: "no-referrer" };

export default function AccessLinkPage() {
  return (
    <main className="flex min-h-dvh items-center justify-center p-4">
      <div className="w-full max-w-sm rounded-lg border border-line bg-surface p-6 shadow-sm">
        <Brand />
        <AccessLinkForm />
      </div>
    </main>
  );
}
