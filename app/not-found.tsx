import Link from "next/link";
import { buttonClass } from "#components/ui/button.tsx";

export default function NotFound() {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-3 p-6 text-center">
      <h1 className="text-xl font-semibold">Page not found</h1>
      <p className="text-ink-muted">The address may be mistyped, or the page no longer exists.</p>
      <Link href="/overview" className={buttonClass("primary")}>
        Go to overview
      </Link>
    </main>
  );
}
