import type { AuditItem } from "#lib/audit/contract.ts";
import { fieldChanges, fieldText, valueText } from "./audit-words.ts";

/** The fields that changed, each with what it was and what it became. */
export function ChangeList({ item }: { item: Pick<AuditItem, "before" | "after" | "target_kind"> }) {
  const changes = fieldChanges(item);
  if (changes.length === 0) return null;
  return (
    <ul className="flex flex-col gap-0.5">
      {changes.map(({ name, before, after }) => (
        <li key={name} className="wrap-anywhere">
          <span className="text-ink-muted">{fieldText(item.target_kind, name)}: </span>
          {item.before === null ? null : (
            <>
              <span className={after === undefined ? undefined : "line-through decoration-ink-muted"}>
                {valueText(before)}
              </span>
              {item.after === null ? null : <span aria-hidden="true"> → </span>}
              {item.after === null ? null : <span className="sr-only"> became </span>}
            </>
          )}
          {item.after === null ? null : <strong className="font-medium">{valueText(after)}</strong>}
        </li>
      ))}
    </ul>
  );
}
