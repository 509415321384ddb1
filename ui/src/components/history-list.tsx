import { useEffect, useRef } from "preact/hooks";
import type { Message } from "../api/types";
import { failure, loadOlder, more, searching, want } from "../state/history";
import { stamp } from "../words/formats";
import { words } from "../words/history";
import { AuthorName, MessageWords, ModerateButton } from "./message-row";
import { PlatformGlyph } from "./platform-glyph";

/** Older ones are asked for this far before the end is seen. */
const AHEAD = "600px";

/** What was found. Older ones come while one scrolls. */
export function HistoryList({ list }: { list: Message[] }) {
  const frame = useRef<HTMLElement>(null);
  const end = useRef<HTMLDivElement>(null);

  // Looked at anew after each page: the end may still be in sight.
  useEffect(() => {
    if (!end.current) return undefined;
    const observer = new IntersectionObserver(
      ([seen]) => {
        if (seen?.isIntersecting && !failure.value) void loadOlder();
      },
      { root: frame.current, rootMargin: `0px 0px ${AHEAD}` },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [list, more.value]);

  return (
    <section
      class="history-scroll"
      ref={frame}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it
      tabIndex={0}
      aria-label={words.list}
    >
      <ol class="history-list">
        {list.map((message) => (
          <HistoryRow key={message.id} message={message} />
        ))}
      </ol>
      <div class="history-end" ref={end}>
        {more.value ? (
          <button
            type="button"
            class="button small"
            disabled={searching.value}
            onClick={() => void loadOlder()}
          >
            {words.older}
          </button>
        ) : (
          <span class="quiet">{words.end}</span>
        )}
      </div>
    </section>
  );
}

function HistoryRow({ message }: { message: Message }) {
  const { author, removed } = message;
  return (
    <li class="history-row" data-id={message.id} data-removed={removed}>
      <time class="quiet" dateTime={message.at}>
        {stamp(message.at)}
      </time>
      <PlatformGlyph platform={message.platform} />
      <MessageWords
        message={message}
        name={
          author && (
            <button
              type="button"
              class="history-author"
              title={words.ofAuthor(author.name)}
              aria-label={words.ofAuthor(author.name)}
              onClick={() => want({ author: author.name })}
            >
              <AuthorName author={author} />
            </button>
          )
        }
      />
      {removed && <span class="pill care">{words.removedWhy[removed]}</span>}
      {/* Here, as whoever is banned has nothing in the feed any more. */}
      <ModerateButton message={message} />
    </li>
  );
}
