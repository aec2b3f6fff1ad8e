import type { ComponentProps } from "react";

type FileInputProps = Omit<ComponentProps<"input">, "type" | "value" | "onChange"> & {
  onFileChange: (file: File | null) => void;
};

/** Chooses one file. */
export function FileInput({ onFileChange, ...rest }: FileInputProps) {
  return (
    <input
      {...rest}
      type="file"
      onChange={(event) => onFileChange(event.target.files?.[0] ?? null)}
      className="min-h-9 w-full rounded-md border border-line-strong bg-surface text-ink-muted file:mr-3 file:min-h-9 file:border-0 file:bg-sunken file:px-3 file:font-medium file:text-ink aria-invalid:border-bad"
    />
  );
}
