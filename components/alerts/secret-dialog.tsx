"use client";
import { Button } from "#components/ui/button.tsx";
import { CopyText } from "#components/ui/copy-text.tsx";
import { Dialog } from "#components/ui/dialog.tsx";

type SecretDialogProps = { secret: string | null; onClose: () => void };

/** Shows a signing secret, the only time there is. */
export function SecretDialog({ secret, onClose }: SecretDialogProps) {
  return (
    <Dialog
      wide
      open={secret !== null}
      onOpenChange={(open) => (open ? undefined : onClose())}
      title="Signing secret"
      description="Copy it to the receiver now. It is stored encrypted and never shown again."
    >
      <div className="flex flex-col gap-4">
        <CopyText text={secret ?? ""} label="the signing secret" />
        <div className="flex justify-end">
          <Button variant="primary" onClick={onClose}>
            I copied it
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
