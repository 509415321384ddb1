// The words of the section About.

import { spoken, t, text } from "./fluent";

export const words = spoken("about", {
  title: text,
  version: (version: string) => t("about-version", { version }),
  what: text,
  kept: text,
  keptHelp: text,
  openData: text,
  openLogs: text,
  help: text,
  helpText: text,
  report: text,
  reportTitle: text,
  reportText: text,
  reportSave: text,
  licence: text,
  licenceText: text,
  marks: text,
  thirdParty: text,
  thirdPartyText: text,
  thirdPartyShow: text,
  thirdPartyHide: text,
});
