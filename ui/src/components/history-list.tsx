import { useEffect, useRef } from "preact/hooks";
import type { Message } from "../api/types";
import { failure, loadOlder, more, searching, want } from "../state/history";
import { words as common } from "../words";
import { stamp } from "../words/formats";
import { words } from "../words/history";
import { AuthorName, Body } from "./message-row";
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
  const { author, reply_to, system, amount, removed } = message;
  return (
    <li class="history-row" data-id={message.id} data-removed={removed}>
      <time class="quiet" dateTime={message.at}>
        {stamp(message.at)}
      </time>
      <PlatformGlyph platform={message.platform} />
      <div class="message-words">
        {reply_to && (
          <p class="message-reply">
            {common.feed.replyTo(reply_to.author)} <bdi>{reply_to.text}</bdi>
          </p>
        )}
        {system && <p class="message-system">{system}</p>}
        <p class="message-line" dir="auto">
          {author && (
            <button
              type="button"
              class="history-author"
              title={words.ofAuthor(author.name)}
              aria-label={words.ofAuthor(author.name)}
              onClick={() => want({ author: author.name })}
            >
              <AuthorName author={author} />
            </button>
          )}
          {amount && <span class="message-amount">{amount}</span>}
          <Body message={message} />
        </p>
      </div>
      {removed && <span class="pill care">{words.removedWhy[removed]}</span>}
    </li>
  );
}
