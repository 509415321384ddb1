import type { ComponentType } from "preact";
import { useEffect, useLayoutEffect } from "preact/hooks";
import { arrived, followPlace, place, type Section, sectionId } from "../state/place";
import { words } from "../words/sections";
import { AboutPanel } from "./about-panel";
import { AccountsPanel } from "./accounts-panel";
import { DockPanel } from "./dock-panel";
import { DonationsPanel } from "./donations-panel";
import { FirstRun } from "./first-run";
import { HealthPanel } from "./health-panel";
import { HighlightsPanel } from "./highlights-panel";
import { HistoryPanel } from "./history-panel";
import { ModeratorsPanel } from "./moderators-panel";
import { ObsPanel } from "./obs-panel";
import { OverlayPanel } from "./overlay-panel";
import { PaidPanel } from "./paid-panel";
import { SettingsPanel } from "./settings-panel";
import { SourcesPanel } from "./sources-panel";
import { SupportPanel } from "./support-panel";

const panels: Record<Section, ComponentType[]> = {
  chat: [FirstRun, SourcesPanel],
  overlays: [OverlayPanel, ObsPanel, DockPanel],
  paid: [HighlightsPanel, PaidPanel, DonationsPanel, SupportPanel],
  history: [HistoryPanel],
  moderators: [ModeratorsPanel],
  accounts: [AccountsPanel],
  settings: [SettingsPanel],
  health: [HealthPanel],
  about: [AboutPanel],
};

/** The section that is open. */
export function Workbench() {
  const section = place.value;
  useEffect(followPlace, []);
  useLayoutEffect(arrived, [section]);
  return (
    // Each section is an element of its own: it begins at its top.
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is of a form, and these are panels
    <div
      key={section}
      id={sectionId}
      class="workbench"
      data-section={section}
      role="group"
      aria-label={words.names[section]}
      tabIndex={-1}
    >
      {panels[section].map((Panel) => (
        <Panel key={Panel} />
      ))}
    </div>
  );
}
