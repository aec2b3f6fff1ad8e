"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { asksFirst, setWanted, useWanted } from "./leaving.ts";

/** Asks before a link of the console takes away what is edited and not saved. */
export function LeaveGuard() {
  const router = useRouter();
  const wanted = useWanted();
  useEffect(() => {
    // At the window on the way down, before any link hears of the click: a link does nothing with one that is prevented.
    window.addEventListener("click", holdLink, true);
    return () => window.removeEventListener("click", holdLink, true);
  }, []);

  function leave() {
    setWanted(null);
    if (wanted !== null) router.push(wanted);
  }

  return (
    <Dialog
      open={wanted !== null}
      onOpenChange={(open) => open || setWanted(null)}
      title="Leave without saving?"
      description="What you changed here is not saved and will be lost."
    >
      <div className="flex justify-end gap-2">
        <Button onClick={() => setWanted(null)}>Stay</Button>
        <Button variant="danger" onClick={leave}>
          Leave
        </Button>
      </div>
    </Dialog>
  );
}

/** A click that opens a link in this window; any other leaves the page where it is. */
function holdLink(event: MouseEvent): void {
  const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
  if (!isPlain || !link || link.hasAttribute("download") || !["", "_self"].includes(link.target)) return;
  if (asksFirst(link.href, window.location.href)) event.preventDefault();
}
