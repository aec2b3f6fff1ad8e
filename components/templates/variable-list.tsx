"use client";
import { Button } from "#components/ui/button.tsx";
import { templateVariableNames } from "#lib/templates/types.ts";

type VariableListProps = {
  /** of the prospect on show, null where it has none; null before there is one */
  values: Readonly<Record<string, string | null>> | null;
  onInsert: ((name: string) => void) | null;
};

/** Every variable that a text may name, with the values of the prospect on show; columns of the import are `custom.…`. */
export function VariableList({ values, onInsert }: VariableListProps) {
  const names = values ? Object.keys(values) : templateVariableNames;
  return (
    <details open>
      <summary className="min-h-6 cursor-pointer text-accent">
        {values ? "Variables and this prospect's values" : "Variables"}
      </summary>
      {values ? (
        <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 gap-y-1">
          {names.map((name) => (
            <div key={name} className="contents">
              <dt>
                <Name name={name} onInsert={onInsert} />
              </dt>
              <dd className={values[name] ? "wrap-anywhere" : "text-ink-muted"}>{values[name] ?? "no value"}</dd>
            </div>
          ))}
        </dl>
      ) : (
        <>
          <ul className="mt-2 flex flex-wrap gap-x-3 gap-y-1">
            {names.map((name) => (
              <li key={name}>
                <Name name={name} onInsert={onInsert} />
              </li>
            ))}
          </ul>
          <p className="mt-2 text-sm text-ink-muted">
            Columns of the import are variables too: custom.name-of-a-column.
          </p>
        </>
      )}
    </details>
  );
}

function Name({ name, onInsert }: { name: string; onInsert: VariableListProps["onInsert"] }) {
  if (!onInsert) return <>{name}</>;
  return (
    <Button size="sm" onClick={() => onInsert(name)}>
      <span className="sr-only">Insert </span>
      {name}
    </Button>
  );
}
