import { type CountingRule, SHARED_RULES } from "./result-words.ts";

/** How the figures of a results card are counted, folded away; `own` are the rules of what they are the results of. */
export function CountingRules({ own }: { own: readonly CountingRule[] }) {
  return (
    <details className="border-t border-line px-4 py-3">
      <summary className="min-h-6 cursor-pointer text-accent">How these are counted</summary>
      <dl className="mt-2 flex max-w-prose flex-col gap-1">
        {[...own, ...SHARED_RULES].map(({ name, rule }) => (
          <div key={name}>
            <dt className="inline font-medium">{name}: </dt>
            <dd className="inline text-ink-muted">{rule}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
