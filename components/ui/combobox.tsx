"use client";
import dynamic from "next/dynamic";
import type { ComboboxFieldProps } from "./combobox-field.tsx";
import { controlClass } from "./control-class.ts";
import { MissingPart } from "./missing-part.tsx";

const ComboboxField = dynamic(() => import("./combobox-field.tsx").catch(() => MissingPart), {
  ssr: false,
  loading: () => <span aria-hidden="true" className={controlClass("block")} />,
});

/** One of many, found by typing. For few choices a Select is simpler. Its code is fetched after the page. */
export function Combobox(props: ComboboxFieldProps) {
  return <ComboboxField {...props} />;
}
