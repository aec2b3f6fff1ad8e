import type { ComponentProps } from "react";
import { controlClass } from "./control-class.ts";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input {...rest} className={controlClass(className)} />;
}

export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return <textarea rows={3} {...rest} className={controlClass(className)} />;
}
