"use client";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Toaster } from "#components/ui/toaster.tsx";
import { ActionSamples } from "./action-samples.tsx";
import { DataSamples } from "./data-samples.tsx";
import { FieldSamples } from "./field-samples.tsx";
import { OverlaySamples } from "./overlay-samples.tsx";
import { StateSamples } from "./state-samples.tsx";

/** Both themes beside each other. What lies over the page takes the theme of the document. */
export function DesignView() {
  return (
    <main className="p-4 lg:p-6">
      <PageHeader title="Design" description="Every primitive of components/ui in every state, in both themes." />
      <div className="mt-5 grid gap-4 xl:grid-cols-2">
        <Theme name="light" />
        <Theme name="dark" />
      </div>
      <Toaster />
    </main>
  );
}

function Theme({ name }: { name: "light" | "dark" }) {
  return (
    <section
      aria-label={`${name} theme`}
      data-theme={name}
      className="flex min-w-0 flex-col gap-5 rounded-lg bg-canvas p-4 text-ink"
    >
      <ActionSamples />
      <FieldSamples />
      <StateSamples />
      <OverlaySamples />
      <DataSamples />
    </section>
  );
}
