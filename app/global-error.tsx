"use client";

/** Shown when even the layout fails; brings its own document and no styles. */
export default function GlobalError({ retry }: { error: Error; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <main>
          <h1>The console could not be shown</h1>
          <p>The server may be restarting, or its database cannot be reached.</p>
          <button type="button" onClick={() => retry()}>
            Try again
          </button>
        </main>
      </body>
    </html>
  );
}
