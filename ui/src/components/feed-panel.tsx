import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { accounts } from "../state/accounts";
import {
  followFeed,
  following,
  pauseFeed,
  reachEnd,
  shown,
  still,
  waitingCount,
} from "../state/feed";
import { go } from "../state/place";
import { waitsForPage } from "../state/settings";
import { listening, sources, status } from "../state/status";
import { words } from "../words";
import { writing } from "../words/writing";
import { ACCOUNTS_TITLE } from "./accounts-panel";
import { AutoModMessages } from "./automod-messages";
import { Composer } from "./composer";
import { useAim } from "./feed-aim";
import { rowKeys } from "./feed-keys";
import { HeldMessages } from "./held-messages";
import { Icon } from "./icons";
import { MessageRow } from "./message-row";

/** Nearer to the end than this, in CSS pixels, is at the end. */
const AT_END = 24;

export function FeedPanel() {
  return (
    <section class="panel feed" aria-labelledby="feed-title">
      <h2 id="feed-title">{words.feed.title}</h2>
      <HeldMessages />
      <AutoModMessages />
      <EmptyFeed />
      <Messages />
      <Composer>
        <ToAccounts />
      </Composer>
    </section>
  );
}

/** The way to the sign-in, for one whose account may not write. */
function ToAccounts() {
  const signedIn = accounts.value.some(({ state }) => state === "connected");
  return (
    <>
      <p>{signedIn ? writing.noRight : writing.noAccount}</p>
      <button type="button" class="button small" onClick={() => go("accounts", ACCOUNTS_TITLE)}>
        {writing.toAccounts}
      </button>
    </>
  );
}

export function Messages() {
  const frame = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const lastTop = useRef(0);
  const lastHeight = useRef(0);
  const whole = useRef<HTMLDivElement>(null);
  const keys = rowKeys(list, { isAtEnd, toNewest });
  useAim(whole, list);

  function toEnd(): void {
    if (frame.current && following.value && !still.value)
      frame.current.scrollTop = frame.current.scrollHeight;
  }

  // Images that arrive late, and a window that changes its size, move the end.
  useEffect(() => {
    const observer = new ResizeObserver(toEnd);
    if (list.current) observer.observe(list.current);
    if (frame.current) observer.observe(frame.current);
    return () => observer.disconnect();
  }, []);

  useLayoutEffect(toEnd, [shown.value, following.value, still.value]);

  function toNewest(): void {
    followFeed();
    // Also while somebody points at the list: they ask for it.
    requestAnimationFrame(() => frame.current?.scrollTo({ top: frame.current.scrollHeight }));
  }

  function isAtEnd(): boolean {
    const { scrollTop = 0, scrollHeight = 0, clientHeight = 0 } = frame.current ?? {};
    return scrollHeight - scrollTop - clientHeight < AT_END;
  }

  function onScroll(event: Event): void {
    const { scrollTop, clientHeight } = event.currentTarget as HTMLElement;
    const isReader = clientHeight === lastHeight.current;
    lastHeight.current = clientHeight;
    // A list that has another height now was moved by that, and by no reader.
    if (!isReader) toEnd();
    else if (isAtEnd()) reachEnd();
    else if (scrollTop < lastTop.current) pauseFeed();
    lastTop.current = scrollTop;
  }

  return (
    <div class="feed-frame" ref={whole}>
      <div
        class="feed-scroll"
        ref={frame}
        onScroll={onScroll}
        {...keys}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it
        tabIndex={0}
        role="log"
        aria-live="off"
        aria-label={words.feed.log}
      >
        <ol class="messages" ref={list}>
          {shown.value.map((message) => (
            <MessageRow key={message.id} message={message} />
          ))}
        </ol>
      </div>
      {waitingCount.value > 0 && (
        <button type="button" class="button primary newer" onClick={toNewest}>
          <Icon name="down" />
          {words.feed.newer(waitingCount.value)}
        </button>
      )}
    </div>
  );
}

/** What to do where there are no messages. */
export function EmptyFeed() {
  if (!status.value || shown.value.length > 0) return null;
  const { title, help } = emptySays();
  return (
    <div class="empty">
      <strong>{title}</strong>
      <p>{help}</p>
    </div>
  );
}

function emptySays(): { title: string; help: string } {
  if (sources.value.length === 0)
    return { title: words.header.noChannel, help: words.feed.emptyNoChannelHelp };
  if (listening.value) return { title: words.feed.empty, help: words.feed.emptyHelp };
  return { title: words.feed.emptyStopped, help: stoppedHelp() };
}

function stoppedHelp(): string {
  return waitsForPage.value ? words.feed.emptyTillOpenHelp : words.feed.emptyStoppedHelp;
}
