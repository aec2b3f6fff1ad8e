type RowCheckProps = {
  label: string;
  isOn: boolean;
  /** it cannot be taken out one by one */
  isFixed?: boolean;
  onChange: (isOn: boolean) => void;
};

/** The box that selects a row of a table. */
export function RowCheck({ label, isOn, isFixed = false, onChange }: RowCheckProps) {
  return (
    <label className="inline-flex size-6 items-center justify-center">
      <input
        type="checkbox"
        aria-label={label}
        checked={isOn}
        disabled={isFixed}
        onChange={(event) => onChange(event.target.checked)}
        className="size-4 accent-accent"
      />
    </label>
  );
}
