import clsx from "clsx";
import type { ComponentProps, ReactNode } from "react";
import { Spinner } from "./spinner.tsx";

export type ButtonVariant = "primary" | "secondary" | "danger" | "ghost";
export type ButtonSize = "sm" | "md";

const VARIANTS: Record<ButtonVariant, string> = {
  primary: "bg-accent text-on-accent hover:bg-accent-hover border-transparent",
  secondary: "bg-surface text-ink hover:bg-hover border-line-strong",
  danger: "bg-surface text-bad hover:bg-bad-soft border-bad",
  ghost: "bg-transparent text-ink hover:bg-hover border-transparent",
};

const SIZES: Record<ButtonSize, string> = { sm: "min-h-7 px-2.5 text-sm", md: "min-h-9 px-3.5" };

/** Classes of a button, for links that look like one. */
export function buttonClass(variant: ButtonVariant = "secondary", size: ButtonSize = "md", extra?: string): string {
  return clsx(
    "inline-flex items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap transition-colors",
    "disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55",
    VARIANTS[variant],
    SIZES[size],
    extra,
  );
}

export type ButtonProps = ComponentProps<"button"> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Work is under way: shows a spinner and takes no second click. */
  busy?: boolean;
  icon?: ReactNode;
};

/**
 * While busy or disabled it keeps the focus, which whoever works by keyboard would lose with the element's own `disabled`: Save has nothing more
 * to save once it is pressed. It takes no click then, nor does Enter in a field of its form submit.
 */
export function Button({
  variant,
  size,
  busy = false,
  disabled = false,
  icon,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  const isOff = busy || disabled;
  return (
    <button
      type="button"
      {...rest}
      onClick={isOff ? (event) => event.preventDefault() : onClick}
      aria-disabled={isOff || undefined}
      aria-busy={busy || undefined}
      className={buttonClass(variant, size, className)}
    >
      {busy ? <Spinner /> : icon}
      {children}
    </button>
  );
}
