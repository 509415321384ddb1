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
      // What is in a closed group has a place all the same, and is not seen. Older engines can't say.
      const isClosed = line.current?.checkVisibility?.() === false;
      if (document.visibilityState !== "visible" || isClosed) return;
      try {
        setCounts((await api.feed(id)).counts);
      } catch {
        // That the application does not answer is said once, by the page's head.
      }
    }
    const lookNow = () => void look();
    const group = line.current?.closest("details");
    const timer = setInterval(lookNow, ASK_AGAIN_MS);
    group?.addEventListener("toggle", lookNow);
    document.addEventListener("visibilitychange", lookNow);
    lookNow();
    return () => {
      clearInterval(timer);
      group?.removeEventListener("toggle", lookNow);
      document.removeEventListener("visibilitychange", lookNow);
    };
  }, [id]);
  return (
    <p ref={line} class="field-row wide quiet">
      {counts && editor.counts(counts)}
    </p>
  );
}
