"use client";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { DialogButtons } from "#components/ui/dialog-buttons.tsx";
import { Drawer } from "#components/ui/drawer.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import { Sample } from "./sample.tsx";

type Open = "dialog" | "drawer" | null;

export function OverlaySamples() {
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  return (
    <Card title="Over the page">
      <div className="flex flex-col gap-4">
        <Sample name="dialog, drawer">
          <Button onClick={() => setOpen("dialog")}>Open a dialog</Button>
          <Button onClick={() => setOpen("drawer")}>Open a drawer</Button>
        </Sample>
        <ToastSamples />
      </div>
      <Dialog open={open === "dialog"} onOpenChange={close} title="Rename" description="Everybody sees the new name.">
        <div className="flex flex-col gap-4">
          <Field label="Name">{(control) => <Input {...control} />}</Field>
          <DialogButtons onCancel={close} confirmLabel="Rename" busy={false} />
        </div>
      </Dialog>
      <Drawer open={open === "drawer"} onOpenChange={close} label="Menu">
        <p className="p-4">What is in it.</p>
      </Drawer>
    </Card>
  );
}

function ToastSamples() {
  return (
    <Sample name="toaster">
      <Button onClick={() => showToast({ tone: "ok", text: "Saved." })}>Show a toast</Button>
      <Button
        onClick={() =>
          showToast({
            tone: "warn",
            text: "The domain is paused.",
            action: { label: "Undo", onClick: () => showToast({ tone: "ok", text: "Undone." }) },
          })
        }
      >
        Show one with undo
      </Button>
    </Sample>
  );
}
