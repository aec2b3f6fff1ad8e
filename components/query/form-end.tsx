import { Banner } from "#components/ui/banner.tsx";
import { DialogButtons } from "#components/ui/dialog-buttons.tsx";

/** The end of a dialog's form: what went wrong, if it stands at no field, and the two ways out. */
export function FormEnd({ failure, isSaving, onCancel }: FormEndProps) {
  return (
    <>
      {failure ? (
        <Banner tone="bad" role="alert">
          {failure}
        </Banner>
      ) : null}
      <DialogButtons onCancel={onCancel} confirmLabel="Save" busy={isSaving} />
    </>
  );
}

type FormEndProps = { failure: string | undefined; isSaving: boolean; onCancel: () => void };
