// The words of the OBS panel.

import type { ObsState } from "../api/types";
import { spoken, t, text } from "./fluent";

const states: Record<ObsState, string> = spoken("obs-states", {
  off: text,
  not_running: text,
  wrong_password: text,
  password_needed: text,
  too_old: text,
  no_browser_plugin: text,
  connected: text,
});

export const words = spoken("obs", {
  title: text,
  help: text,
  states,
  off: text,
  connect: text,
  connecting: text,
  again: text,
  disconnect: text,
  stopLooking: text,
  forget: text,
  forgotten: text,

  password: text,
  passwordHelp: text,
  send: text,
  noPlace: text,

  overlay: text,
  scene: text,
  onAir: (scene: string) => t("obs-onAir", { scene }),
  add: text,
  addWhat: (overlay: string, scene: string) => t("obs-addWhat", { overlay, scene }),
  show: text,
  showWhat: (overlay: string, scene: string) => t("obs-showWhat", { overlay, scene }),
  isThere: text,
  isHidden: text,
  isWithin: (place: string) => t("obs-isWithin", { place }),
  isHiddenWithin: (place: string) => t("obs-isHiddenWithin", { place }),
  added: (overlay: string, scene: string) => t("obs-added", { overlay, scene }),
  wasThere: (overlay: string, scene: string) => t("obs-wasThere", { overlay, scene }),
  shown: (overlay: string, scene: string) => t("obs-shown", { overlay, scene }),
  addedHidden: (overlay: string, scene: string) => t("obs-addedHidden", { overlay, scene }),
  staysHidden: (overlay: string, scene: string) => t("obs-staysHidden", { overlay, scene }),
  takenOut: (overlay: string, scene: string) => t("obs-takenOut", { overlay, scene }),
  where: text,
  nowhere: text,
  within: (scene: string, place: string) => t("obs-within", { scene, place }),
  hidden: (where: string) => t("obs-hidden", { where }),
  remove: text,
  removeWhat: (overlay: string, scene: string) => t("obs-removeWhat", { overlay, scene }),
  noScenes: text,
  refresh: text,
  refreshed: (count: number) => t("obs-refreshed", { count }),

  oldLoaders: {
    title: text,
    help: text,
    save: text,
    saveWhat: (overlay: string) => t("obs-oldLoaders-saveWhat", { overlay }),
  },

  byHand: {
    title: text,
    drag: (overlay: string) => t("obs-byHand-drag", { overlay }),
    dragHelp: text,
    size: ({ width, height }: { width: number; height: number }) =>
      t("obs-byHand-size", { width, height }),
    loader: text,
    loaderHelp: text,
    saved: (name: string) => t("obs-byHand-saved", { name }),
  },
});
