"use client";
import { Button } from "#components/ui/button.tsx";

type VariableListProps = {
  /** null: this prospect has no value */
  variables: Readonly<Record<string, string | null>>;
  onInsert: ((name: string) => void) | null;
};

/** Every variable that a text may name, with this prospect's values; columns of the import are `custom.…`. */
export function VariableList({ variables, onInsert }: VariableListProps) {
  return (
    <details>
      <summary className="min-h-6 cursor-pointer text-accent">Variables and this prospect's values</summary>
      <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 gap-y-1">
        {Object.entries(variables).map(([name, value]) => (
          <div key={name} className="contents">
            <dt>
              {onInsert ? (
                <Button size="sm" onClick={() => onInsert(name)}>
                  <span className="sr-only">Insert </span>
                  {name}
                </Button>
              ) : (
                name
              )}
            </dt>
            <dd className={value === null ? "text-ink-muted" : "wrap-anywhere"}>{value ?? "no value"}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
