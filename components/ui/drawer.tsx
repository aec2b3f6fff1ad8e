"use client";
import dynamic from "next/dynamic";
import type { DrawerPanelProps } from "./drawer-panel.tsx";
import { MissingPanel } from "./missing-part.tsx";
import { useWasOpened } from "./use-was-opened.ts";

const DrawerPanel = dynamic(() => import("./drawer-panel.tsx").catch(() => MissingPanel), { ssr: false });

/** A dialog at the edge of a narrow screen; Escape and a tap beside it close it. */
export function Drawer(props: DrawerPanelProps) {
  return useWasOpened(props.open) ? <DrawerPanel {...props} /> : null;
}
