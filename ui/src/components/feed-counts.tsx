import { useEffect, useRef, useState } from "preact/hooks";
import { api } from "../api/client";
import type { FeedCounts, Overlay } from "../api/types";
import { editor } from "../words/editor";

const ASK_AGAIN_MS = 2000;

/** What the overlay's rules and its speed have kept away so far, kept fresh while it is seen. */
export function Counts({ overlay: { id } }: { overlay: Overlay }) {
  const line = useRef<HTMLParagraphElement>(null);
  const [counts, setCounts] = useState<FeedCounts | null>(null);
  useEffect(() => {
    async function look(): Promise<void> {
      if (document.hidden || line.current?.offsetParent === null) return;
      try {
        setCounts((await api.feed(id)).counts);
      } catch {
        // That the application does not answer is said once, by the page's head.
      }
    }
    const timer = setInterval(() => void look(), ASK_AGAIN_MS);
    void look();
    return () => clearInterval(timer);
  }, [id]);
  return (
    <p ref={line} class="field-row wide quiet">
      {counts && editor.counts(counts)}
    </p>
  );
}
