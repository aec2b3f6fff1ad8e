import Link from "next/link";
import type { TemplateUse } from "#lib/templates/contract.ts";
import { stepsOfUse } from "./template-words.ts";

/** The campaigns whose steps name a template, each with which. */
export function TemplateUses({ uses }: { uses: readonly TemplateUse[] }) {
  return (
    <ul className="flex flex-col gap-1">
      {uses.map((use) => (
        <li key={use.id} className="wrap-anywhere">
          <Link href={`/campaigns/${use.id}`} prefetch={false} className="text-accent hover:underline">
            {use.name}
          </Link>
          <span className="text-ink-muted">: {stepsOfUse(use)}</span>
        </li>
      ))}
    </ul>
  );
}
