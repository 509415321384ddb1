import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { followFeed, following, pauseFeed, shown } from "../state/feed";

/** Nearer to the end than this, in CSS pixels, is at the end. */
const AT_END = 24;

/** Keeps what scrolls at the end of the chat, until its reader goes further up. */
export function useReadingPosition() {
  const frame = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const lastTop = useRef(0);

  function toEnd(): void {
    if (frame.current && following.value) frame.current.scrollTop = frame.current.scrollHeight;
  }

  // Images that arrive late, and a view that is shown or changes its size, move the end.
  useEffect(() => {
    const observer = new ResizeObserver(toEnd);
    if (list.current) observer.observe(list.current);
    if (frame.current) observer.observe(frame.current);
    return () => observer.disconnect();
  }, []);

  useLayoutEffect(toEnd, [shown.value, following.value]);

  function onScroll(event: Event): void {
    const { scrollTop, scrollHeight, clientHeight } = event.currentTarget as HTMLElement;
    // What is not shown has no height, and nobody has scrolled it.
    if (clientHeight === 0) return;
    if (scrollHeight - scrollTop - clientHeight < AT_END) followFeed();
    else if (scrollTop < lastTop.current) pauseFeed();
    lastTop.current = scrollTop;
  }

  return { frame, list, onScroll };
}
