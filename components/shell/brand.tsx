import { Mail } from "lucide-react";

export function Brand() {
  return (
    <span className="flex items-center gap-2 font-semibold tracking-tight">
      <span className="inline-flex size-7 items-center justify-center rounded-md bg-accent text-on-accent">
        <Mail aria-hidden="true" className="size-4" />
      </span>
      Outreach Console
    </span>
  );
}
