import { closing } from "../state/closing";
import { link } from "../state/link";
import { words } from "../words";
import { LostBanner } from "./banners";
import { ClosingDialog } from "./closing-dialog";
import { FeedPanel } from "./feed-panel";
import { Header } from "./header";
import { ImportDialog } from "./import-dialog";
import { ModerationMenu } from "./moderation-menu";
import { Notice } from "./notice";
import { QuestionDialog } from "./question-dialog";
import { ReportDialog } from "./report-dialog";
import { SectionNav } from "./section-nav";
import { StagePanel } from "./stage-panel";
import { Toasts } from "./toasts";
import { Workbench } from "./workbench";

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
      <LostBanner title={words.lost.title} help={words.lost.helpDashboard} />
      <div class="columns" data-link={link.value}>
        <SectionNav />
        <main>
          <Workbench />
          <Toasts />
          <div class="live">
            <StagePanel />
            <FeedPanel />
          </div>
        </main>
      </div>
      <ModerationMenu />
      <QuestionDialog />
      <ImportDialog />
      <ReportDialog />
      <ClosingDialog />
    </div>
  );
}
