// The English texts of the history.

const many = new Intl.NumberFormat("en");

export const words = {
  title: "History",
  help: "Everything that was written in your chats while they were read, also what was removed since.",
  search: "Search the history",
  searchPlaceholder: "A word, or a name",
  filters: "Filters",
  author: "Who wrote it",
  authorPlaceholder: "Whole name",
  ofAuthor: (name: string) => `Only messages of ${name}`,
  channel: "Channel",
  anyChannel: "All channels",
  platform: "Platform",
  anyPlatform: "All platforms",
  kind: "Kind",
  anyKind: "All kinds",
  from: "From",
  to: "Until",
  removed: "Removed messages",
  removals: {
    any: "With what was removed",
    no: "Without what was removed",
    yes: "Only what was removed",
  },
  reset: "Clear all filters",
  list: "Messages found, newest first",
  found: (count: number, more: boolean) =>
    more
      ? `The newest ${many.format(count)} messages`
      : count === 1
        ? "1 message"
        : `${many.format(count)} messages`,
  searching: "Searching…",
  older: "Show older ones",
  end: "That is all of it.",
  refresh: "Look again",
  none: "Nothing is kept yet",
  noneHelp: "Add a channel above. What is written there from then on can be found here.",
  noneFound: "Nothing fits",
  noneFoundHelp: "Look for less, or clear the filters.",
  failed: "The history could not be read",
  retry: "Try again",
  export: "Save what is found as",
  exports: { csv: "CSV", json: "JSON", txt: "Text" },
  exportHelp: {
    csv: "A table for a spreadsheet",
    json: "Everything, for other programs",
    txt: "A line for each message",
  },
  saving: "Saving…",
  gap: "Chat was not read",
  removedWhy: {
    deleted: "Deleted",
    timeout: "Timed out",
    ban: "Banned",
    cleared: "Cleared",
    hidden: "Hidden by you",
  },
};
