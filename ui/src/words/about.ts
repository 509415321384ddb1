// The words of the section About.

export const words = {
  title: "About",
  version: (version: string) => `Version ${version}`,
  what: "Twitch and YouTube chat in one overlay. Nothing of it leaves this computer, but to the platforms that you use.",
  kept: "What is kept",
  keptHelp: "Channels, overlays, settings and the history of chat are in one folder of yours.",
  openData: "Open the data folder",
  openLogs: "Open the log folder",
  help: "If something does not work",
  helpText: "The report says how the application is. Nobody's words, names or addresses are in it.",
  report: "Save a report",
  licence: "Licence",
  licenceText:
    "MultiChat Overlay is free software under the MIT licence: use it, change it and pass it on, with its notice. It comes without any warranty.",
  marks: "Twitch and YouTube are their owners' names. This application is made by neither.",
};
