import type { ComponentType } from "preact";
import { useEffect, useId, useState } from "preact/hooks";
import { followDecided } from "../state/decided";
import { focus } from "../state/focus";
import { followHold } from "../state/hold";
import { closedWith, link } from "../state/link";
import { followMe, me } from "../state/me";
import { moderate as words } from "../words/moderate";
import { LostBanner } from "./banners";
import { Icon, type IconName } from "./icons";
import { ModeratorChat } from "./moderator-chat";
import { Decided, Marked } from "./moderator-lists";
import { MessageSheet } from "./moderator-sheet";
import { Notice } from "./notice";
import { Toasts } from "./toasts";

/** From here on there is room for all views side by side. */
const WIDE = "(min-width: 60rem)";

const views: readonly {
  name: "chat" | "markedView" | "decidedView";
  icon: IconName;
  show: ComponentType;
}[] = [
  { name: "chat", icon: "live", show: ModeratorChat },
  { name: "markedView", icon: "mark", show: Marked },
  { name: "decidedView", icon: "check", show: Decided },
];

/** Why a sync service has ended it, where somebody can do or is to know something: docs/sync.md. */
const ended: Record<number, "away" | "full"> = { 4404: "away", 4429: "full" };

/** The page of somebody whom the streamer has invited. */
export function ModeratorPage({ throughService }: { throughService: boolean }) {
  useEffect(() => {
    const ends = [followMe(), followHold(), followDecided()];
    return () => {
      for (const end of ends) end();
    };
  }, []);
  if (link.value === "refused") return <Notice {...words.over} />;
  return (
    <div class="moderate" data-link={link.value}>
      <div class="moderate-top">
        <Head />
        <Toasts />
      </div>
      <LostBanner {...words[throughService ? (ended[closedWith.value] ?? "unreached") : "lost"]} />
      <Views />
      <MessageSheet />
    </div>
  );
}

/** Who one is, what one may do, and until when. */
function Head() {
  const who = me.value;
  return (
    <header class="moderate-head">
      <h1>{who?.name ? words.as(who.name) : words.title}</h1>
      {who && (
        <p class="quiet">
          {words.may(who.rights)}{" "}
          <span class="moderate-end">
            {who.expires_at ? words.until(who.expires_at, new Date()) : words.forever}
          </span>
        </p>
      )}
    </header>
  );
}

function Views() {
  const id = useId();
  const wide = useWide();
  const [at, setAt] = useState(0);
  const marks = focus.value?.suggestions.length ?? 0;

  function onKeyDown(event: KeyboardEvent): void {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = (at + by + views.length) % views.length;
    setAt(next);
    document.getElementById(`${id}-tab-${next}`)?.focus();
  }

  return (
    <main class="moderate-main">
      <div class="moderate-views">
        {views.map(({ name, show: View }, index) => (
          <section
            key={name}
            id={`${id}-view-${index}`}
            class="moderate-view"
            role={wide ? undefined : "tabpanel"}
            aria-labelledby={wide ? `${id}-title-${index}` : `${id}-tab-${index}`}
            hidden={!wide && index !== at}
          >
            <h2 class={wide ? "moderate-title" : "unseen"} id={`${id}-title-${index}`}>
              {words[name]}
            </h2>
            <View />
          </section>
        ))}
      </div>
      {!wide && (
        <div class="moderate-tabs" role="tablist" aria-label={words.views} onKeyDown={onKeyDown}>
          {views.map(({ name, icon }, index) => (
            <button
              key={name}
              id={`${id}-tab-${index}`}
              type="button"
              role="tab"
              aria-selected={index === at}
              aria-controls={`${id}-view-${index}`}
              tabIndex={index === at ? 0 : -1}
              onClick={() => setAt(index)}
            >
              <Icon name={icon} />
              <span>
                {words[name]}{" "}
                {index === 1 && marks > 0 && <span class="moderate-count">{marks}</span>}
              </span>
            </button>
          ))}
        </div>
      )}
    </main>
  );
}

function useWide(): boolean {
  const [wide, setWide] = useState(() => matchMedia(WIDE).matches);
  useEffect(() => {
    const query = matchMedia(WIDE);
    const look = () => setWide(query.matches);
    query.addEventListener("change", look);
    return () => query.removeEventListener("change", look);
  }, []);
  return wide;
}
