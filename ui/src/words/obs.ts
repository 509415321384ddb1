// The words of the OBS panel.

import type { ObsState } from "../api/types";

const states: Record<ObsState, string> = {
  off: "Not connected",
  not_running: "Looking for OBS…",
  wrong_password: "Wrong password",
  password_needed: "Needs OBS' password",
  too_old: "OBS is too old",
  no_browser_plugin: "OBS can't show overlays",
  connected: "Connected",
};

export const words = {
  title: "OBS",
  help: "Connected to OBS, your overlays go into its scenes with one click, and come to life by themselves.",
  states,
  off: "Nothing is changed in OBS until you add an overlay.",
  connect: "Connect to OBS",
  connecting: "Connecting…",
  again: "Try again",
  disconnect: "Disconnect",
  stopLooking: "Stop looking",
  forget: "Forget the password",
  forgotten: "The password of OBS is forgotten.",

  password: "WebSocket password of OBS",
  passwordHelp: "In OBS: Tools, WebSocket Server Settings, Show Connect Info.",
  send: "Connect",
  noPlace: "The password has no place to be kept in yet. Choose one, and press Connect again.",

  overlay: "Overlay",
  scene: "Scene",
  onAir: (scene: string) => `${scene} (on air)`,
  add: "Add",
  addWhat: (overlay: string, scene: string) => `Add ${overlay} to the scene ${scene}`,
  isThere: "It is in this scene.",
  added: (overlay: string, scene: string) => `${overlay} is in the scene “${scene}” now.`,
  wasThere: (overlay: string, scene: string) => `${overlay} was in the scene “${scene}” already.`,
  takenOut: (overlay: string, scene: string) => `${overlay} is out of the scene “${scene}”.`,
  where: "Where your overlays are",
  nowhere: "None of them is in a scene yet.",
  remove: "Take out",
  removeWhat: (overlay: string, scene: string) => `Take ${overlay} out of the scene ${scene}`,
  noScenes: "OBS has no scene.",
  refresh: "Reload the sources",
  refreshed: (count: number) =>
    count === 0
      ? "There is no source to reload."
      : count === 1
        ? "1 source is loaded anew."
        : `${count} sources are loaded anew.`,

  byHand: {
    title: "Without connecting",
    drag: (overlay: string) => `Drag “${overlay}” into OBS`,
    dragHelp: "Hold this, and drop it on the picture in OBS: the source has the right size.",
    size: ({ width, height }: { width: number; height: number }) => `${width} × ${height}`,
    loader: "Save a loader file",
    loaderHelp:
      "A source that waits for MultiChat Overlay, whichever starts first. In OBS: Sources, +, Browser, tick “Local file”, and choose it. Save it again after a new address.",
    saved: (name: string) => `${name} is in your downloads.`,
  },
};
