import { link } from "../state/link";
import { sources, warnings } from "../state/status";
import { words } from "../words";
import { toldOfSource } from "../words/told";
import { writing } from "../words/writing";
import { AutoModMessages } from "./automod-messages";
import { LostBanner, Warnings } from "./banners";
import { Composer } from "./composer";
import { CurtainButton } from "./curtain-button";
import { EmptyFeed, Messages } from "./feed-panel";
import { ListeningButton } from "./header";
import { Icon } from "./icons";
import { ModerationMenu } from "./moderation-menu";
import { Notice } from "./notice";
import { PlatformGlyph } from "./platform-glyph";
import { stateIcons } from "./source-row";
import { DockStage } from "./stage-panel";
import { Toasts } from "./toasts";

/** The page for one of OBS' own windows: chat, and what is done about it while live. */
export function Dock() {
  if (link.value === "refused") return <Notice {...words.dock.refused} />;
  return (
    <div class="dock" data-link={link.value}>
      <header class="dock-head">
        <h1 class="unseen">{words.dock.title}</h1>
        <ul class="dock-sources">
          {sources.value.map((source) => (
            <li key={source.id} data-state={source.state} title={toldOfSource(source)}>
              <PlatformGlyph platform={source.platform} />
              <bdi>{source.platform === "demo" ? words.sources.demo : source.channel}</bdi>
              <span class="dock-state" role="img" aria-label={words.states[source.state]}>
                <Icon name={stateIcons[source.state]} />
              </span>
            </li>
          ))}
        </ul>
        <div class="dock-warnings" role="status">
          <Warnings name={words.warnings}>
            {warnings.value.length > 0 && <Icon name="attention" />}
          </Warnings>
        </div>
        <CurtainButton />
        <ListeningButton />
      </header>
      <LostBanner {...words.lost} />
      <DockStage />
      <AutoModMessages />
      <main class="dock-feed">
        <EmptyFeed />
        <Messages />
        <Toasts beside />
      </main>
      <Composer>
        <p>{writing.inDashboard}</p>
      </Composer>
      <ModerationMenu />
    </div>
  );
}
