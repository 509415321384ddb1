import { lookAtReport } from "../state/diagnostics";
import { settings } from "../state/settings";
import { status } from "../state/status";
import { openData, openLogs } from "../state/told";
import { words as page } from "../words";
import { words } from "../words/about";
import { Logo } from "./icons";
import { ThirdParty } from "./third-party";
import { UpdatesNote } from "./updates-note";

/** What this is, where it keeps things, and what to do when it does not work. */
export function AboutPanel() {
  const version = status.value?.version;
  return (
    <section class="panel about" aria-labelledby="about-title">
      <h2 id="about-title">{words.title}</h2>
      <div class="about-name">
        <Logo />
        <p>
          <strong>{page.appName}</strong>
          {version && <span class="quiet">{words.version(version)}</span>}
        </p>
      </div>
      <p>{words.what}</p>
      <UpdatesNote settings={settings.value} />
      <h3>{words.kept}</h3>
      <p class="quiet">{words.keptHelp}</p>
      <div class="about-buttons">
        <button type="button" class="button small" onClick={() => void openData()}>
          {words.openData}
        </button>
        <button type="button" class="button small" onClick={() => void openLogs()}>
          {words.openLogs}
        </button>
      </div>
      <h3>{words.help}</h3>
      <p class="quiet">{words.helpText}</p>
      <div class="about-buttons">
        <button type="button" class="button small" onClick={() => void lookAtReport()}>
          {words.report}
        </button>
      </div>
      <h3>{words.licence}</h3>
      <p class="quiet">{words.licenceText}</p>
      <p class="quiet">{words.marks}</p>
      <ThirdParty />
    </section>
  );
}
