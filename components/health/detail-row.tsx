import type { ReactNode } from "react";

type DetailRowProps = { id: string; columns: number; children: ReactNode };

/** The row under a row, opened by its expand button. */
export function DetailRow({ id, columns, children }: DetailRowProps) {
  return (
    <tr id={id}>
      <td colSpan={columns} className="border-b border-line bg-sunken px-4! py-4!">
        {children}
      </td>
    </tr>
  );
}
