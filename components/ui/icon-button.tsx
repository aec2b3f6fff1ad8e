"use client";
import clsx from "clsx";
import type { ComponentProps, ReactNode } from "react";
import { KeyHint } from "./key-hint.tsx";
import { Tooltip } from "./tooltip.tsx";

type IconButtonProps = Omit<ComponentProps<"button">, "aria-label" | "children"> & {
  /** Its name: read out, and shown when the pointer rests on it. */
  label: string;
  icon: ReactNode;
  keys?: readonly string[];
  size?: "sm" | "md";
};

/** A button that is an icon alone. */
export function IconButton({ label, icon, keys, size = "md", className, ...rest }: IconButtonProps) {
  return (
    <Tooltip
      content={
        <>
          {label}
          {keys ? <KeyHint keys={keys} /> : null}
        </>
      }
    >
      <button
        type="button"
        {...rest}
        aria-label={label}
        className={clsx(
          "inline-flex shrink-0 items-center justify-center rounded-md text-ink-muted hover:bg-hover hover:text-ink disabled:cursor-not-allowed disabled:opacity-55",
          size === "sm" ? "size-7" : "size-9",
          className,
        )}
      >
        {icon}
      </button>
    </Tooltip>
  );
}
