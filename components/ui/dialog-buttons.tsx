import { Button } from "./button.tsx";

type DialogButtonsProps = { onCancel: () => void; confirmLabel: string; busy: boolean; isDangerous?: boolean };

/** The last row of a form in a dialog. */
export function DialogButtons({ onCancel, confirmLabel, busy, isDangerous }: DialogButtonsProps) {
  return (
    <div className="flex justify-end gap-2">
      <Button onClick={onCancel}>Cancel</Button>
      <Button type="submit" variant={isDangerous ? "danger" : "primary"} busy={busy}>
        {confirmLabel}
      </Button>
    </div>
  );
}
