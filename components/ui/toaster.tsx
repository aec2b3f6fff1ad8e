"use client";
import { X } from "lucide-react";
import { useEffect, useSyncExternalStore } from "react";
import { Button } from "./button.tsx";
import { dismissToast, readServerToasts, readToasts, subscribeToasts, type Toast, toastTimers } from "./toast-store.ts";
import { TONE_TEXT } from "./tone.ts";
import { ToneIcon } from "./tone-icon.tsx";

/** The corner where messages appear; a live region, so that they are read out. They stay while they are read or out of sight. */
export function Toaster() {
  const toasts = useSyncExternalStore(subscribeToasts, readToasts, readServerToasts);
  useEffect(holdWhileHidden, []);
  return (
    <section
      aria-label="Messages"
      aria-live="polite"
      className="pointer-events-none fixed right-4 bottom-4 z-60 flex w-[min(24rem,calc(100vw-2rem))] flex-col gap-2"
    >
      {toasts.map((toast) => (
        <ToastRow key={toast.id} toast={toast} />
      ))}
    </section>
  );
}

function holdWhileHidden(): () => void {
  const follow = () => (document.hidden ? toastTimers.hold("page") : toastTimers.release("page"));
  follow();
  document.addEventListener("visibilitychange", follow);
  return () => document.removeEventListener("visibilitychange", follow);
}

function ToastRow({ toast }: { toast: Toast }) {
  const pointer = `${toast.id}:pointer`;
  const focus = `${toast.id}:focus`;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: listens for what goes on inside; adds nothing that can be operated
    <div
      data-message
      onPointerEnter={() => toastTimers.hold(pointer)}
      onPointerLeave={() => toastTimers.release(pointer)}
      onFocus={() => toastTimers.hold(focus)}
      onBlur={() => toastTimers.release(focus)}
      className="pointer-events-auto flex items-center gap-3 rounded-md border border-line bg-surface py-2 pr-2 pl-3 shadow-lg"
    >
      <span className={TONE_TEXT[toast.tone]}>
        <ToneIcon tone={toast.tone} className="size-4" />
      </span>
      <p className="min-w-0 flex-1">{toast.text}</p>
      {toast.action ? (
        <Button
          size="sm"
          onClick={() => {
            toast.action?.onClick();
            dismissToast(toast.id);
          }}
        >
          {toast.action.label}
        </Button>
      ) : null}
      <Button size="sm" variant="ghost" aria-label="Dismiss" onClick={() => dismissToast(toast.id)}>
        <X aria-hidden="true" className="size-4" />
      </Button>
    </div>
  );
}
