"use client";
import { type FormEvent, useRef, useState } from "react";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { DialogButtons } from "#components/ui/dialog-buttons.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { NumberInput } from "#components/ui/number-input.tsx";
import { Progress } from "#components/ui/progress.tsx";
import type { BulkItem } from "#lib/mailboxes/contract-bulk.ts";
import { ApiError } from "#lib/query/api-error.ts";
import { BulkResult } from "./bulk-result.tsx";
import { BULK_WORDS, type BulkAction, bulkTitle, forecastText, wouldChange } from "./bulk-words.ts";
import type { MailboxRow } from "./health-rows.ts";
import { useMailboxRun } from "./use-mailbox-run.ts";
import { useUndoPause } from "./use-undo-pause.ts";

type BulkDialogProps = { action: BulkAction | null; selected: readonly MailboxRow[]; onClose: () => void };

/** Says in counts what a change of many would do, does it, and says what became of each. */
export function BulkDialog({ action, selected, onClose }: BulkDialogProps) {
  const offerUndo = useUndoPause();
  const paused = useRef<BulkItem[]>([]);

  // A toast can be reached once the dialog is gone.
  function close() {
    offerUndo(paused.current.splice(0));
    onClose();
  }

  return (
    <Dialog
      open={action !== null}
      onOpenChange={(open) => (open ? undefined : close())}
      title={action ? bulkTitle(action, selected.length) : ""}
    >
      {action ? (
        <BulkForm
          action={action}
          selected={selected}
          onDone={(items) => (action === "pause" ? paused.current.push(...items) : undefined)}
          onClose={close}
        />
      ) : null}
    </Dialog>
  );
}

type BulkFormProps = {
  action: BulkAction;
  selected: readonly MailboxRow[];
  /** told of each part when it is done */
  onDone: (items: readonly BulkItem[]) => void;
  onClose: () => void;
};

function BulkForm({ action, selected, onDone, onClose }: BulkFormProps) {
  // What is asked about stays as it was, although the rows of the grid move on.
  const [rows] = useState(selected);
  const [text, setText] = useState("");
  const run = useMailboxRun();
  const limit = Number(text.trim() || Number.NaN);
  const isLimit = action === "daily_limit";
  const refusal =
    run.error instanceof ApiError ? run.error.fieldMessage(isLimit ? "daily_limit" : "reason") : undefined;
  const ids = rows.map(({ id }) => id);

  function submit(event: FormEvent) {
    event.preventDefault();
    void run.start(orderOf(action, text.trim(), limit), ids, onDone);
  }

  if (run.isFinished) return <BulkResult action={action} items={run.done} onClose={onClose} />;
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {isLimit && Number.isNaN(limit) ? null : <p aria-live="polite">{forecastText(action, rows, limit)}</p>}
      <Answer action={action} value={text} onChange={setText} error={refusal} />
      {run.done.length > 0 || run.isRunning ? <Progress label="Done" value={run.done.length} max={run.total} /> : null}
      {run.error && !refusal ? (
        <Banner tone="bad" role="alert">
          {run.error.message} {run.done.length > 0 ? `${run.done.length} are done; the rest can be tried again.` : null}
        </Banner>
      ) : null}
      {rows.some((row) => wouldChange(action, row, limit)) ? (
        <DialogButtons onCancel={onClose} busy={run.isRunning} confirmLabel={BULK_WORDS[action].confirm} />
      ) : (
        <div className="flex justify-end">
          <Button onClick={onClose}>Close</Button>
        </div>
      )}
    </form>
  );
}

function orderOf(action: BulkAction, reason: string, daily_limit: number) {
  if (action === "daily_limit") return { action, daily_limit };
  return action === "pause" && reason === "" ? { action } : { action, reason };
}

type AnswerProps = { action: BulkAction; value: string; onChange: (text: string) => void; error: string | undefined };

function Answer({ action, value, onChange, error }: AnswerProps) {
  if (action === "daily_limit") {
    return (
      <Field label="Daily limit" hint="1 to 10,000. Warm-up and health may lower it." error={error}>
        {(control) => <NumberInput {...control} value={value} unit="emails" onValueChange={onChange} />}
      </Field>
    );
  }
  return (
    <Field
      label={BULK_WORDS[action].reason}
      optional={action === "pause"}
      hint="It goes into the audit log of each."
      error={error}
    >
      {(control) => (
        <Textarea {...control} value={value} onChange={(event) => onChange(event.target.value)} maxLength={500} />
      )}
    </Field>
  );
}
