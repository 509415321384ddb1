import { closing } from "../state/closing";
import { link } from "../state/link";
import { words } from "../words";
import { AccountsPanel } from "./accounts-panel";
import { Banners } from "./banners";
import { ClosingDialog } from "./closing-dialog";
import { DockPanel } from "./dock-panel";
import { DonationsPanel } from "./donations-panel";
import { FeedPanel } from "./feed-panel";
import { Header } from "./header";
import { HighlightsPanel } from "./highlights-panel";
import { HistoryPanel } from "./history-panel";
import { ModerationMenu } from "./moderation-menu";
import { ModeratorsPanel } from "./moderators-panel";
import { Notice } from "./notice";
import { ObsPanel } from "./obs-panel";
import { OverlayPanel } from "./overlay-panel";
import { PaidPanel } from "./paid-panel";
import { QuestionDialog } from "./question-dialog";
import { SettingsPanel } from "./settings-panel";
import { SourcesPanel } from "./sources-panel";
import { StagePanel } from "./stage-panel";
import { SupportPanel } from "./support-panel";
import { Toasts } from "./toasts";

/** The whole page. `opened`: it has a key to talk to the application with. */
export function App({ opened }: { opened: boolean }) {
  if (!opened) return <Notice {...words.noKey} />;
  if (closing.value === "ended") return <Notice {...words.ended} />;
  if (link.value === "refused") {
    return (
      <Notice {...words.refused}>
        <button type="button" class="button primary" onClick={() => location.reload()}>
          {words.refused.retry}
        </button>
      </Notice>
    );
  }
  return (
    <div class="page">
      <Header />
      <Banners />
      <main class="columns" data-link={link.value}>
        <div class="workbench">
          <SourcesPanel />
          <OverlayPanel />
          <ObsPanel />
          <HighlightsPanel />
          <AccountsPanel />
          <DonationsPanel />
          <PaidPanel />
          <HistoryPanel />
          <SupportPanel />
          <DockPanel />
          <SettingsPanel />
          <ModeratorsPanel />
        </div>
        <div class="live">
          <StagePanel />
          <FeedPanel />
        </div>
      </main>
      <Toasts />
      <ModerationMenu />
      <QuestionDialog />
      <ClosingDialog />
    </div>
  );
}
