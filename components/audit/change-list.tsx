import type { AuditItem } from "#lib/audit/contract.ts";
import { fieldText, valueText } from "./audit-values.ts";
import { fieldChanges } from "./audit-words.ts";

/** The fields that changed, each with what it was and what it became, and what else a line tells. */
export function ChangeList({
  item,
}: {
  item: Pick<AuditItem, "before" | "after" | "target_kind" | "target_name" | "names">;
}) {
  const changes = fieldChanges(item);
  const text = (name: string, value: unknown) =>
    valueText(value, { targetKind: item.target_kind, name, names: item.names });
  if (changes.length === 0) return null;
  return (
    <ul className="flex flex-col gap-0.5">
      {changes.map(({ name, before, after }) => (
        <li key={name} className="wrap-anywhere">
          <span className="text-ink-muted">{fieldText(item.target_kind, name)}: </span>
          {before === undefined ? null : (
            <>
              <span className={after === undefined ? undefined : "line-through decoration-ink-muted"}>
                {text(name, before)}
              </span>
              {after === undefined ? null : <span aria-hidden="true"> → </span>}
              {after === undefined ? null : <span className="sr-only"> became </span>}
            </>
          )}
          {after === undefined ? null : <strong className="font-medium">{text(name, after)}</strong>}
        </li>
      ))}
    </ul>
  );
}
