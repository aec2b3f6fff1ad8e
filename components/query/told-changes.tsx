import { Time } from "#components/ui/time.tsx";

export type ToldChange = { by: string; at: string; lines: readonly string[] };

/** Who changed what meanwhile, as they are given: newest first. */
export function ToldChanges({ changes }: { changes: readonly ToldChange[] }) {
  if (changes.length === 0) return null;
  return (
    <ul className="mt-2 flex flex-col gap-2">
      {changes.map(({ by, at, lines }) => (
        <li key={at}>
          <p>
            <strong className="font-medium wrap-anywhere">{by}</strong>, <Time value={at} compact />:
          </p>
          <ul className="list-disc pl-5 wrap-anywhere">
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
