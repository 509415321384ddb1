// The words of the health panel.

const clock = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

export const words = {
  title: "Health",
  well: "All is well",
  wellHelp: "Nothing needs you. If something does, it is told here, and the tray icon changes.",
  since: (time: string) => `Since ${clock.format(new Date(time))}`,
  doesLabel: "What happens by itself",
  todoLabel: "What you can do",
  partly: "Some of its chat is missing",
  stays: "The rest goes on. This stays here until it is mended.",
  does: {
    backoff:
      "It is tried again by itself, and what was missed is fetched where the platform has it.",
    needs_auth: "It waits for you. Your other chats go on.",
    failed: "It is not tried again by itself. Your other chats go on.",
    partly: "It goes on with what it can read.",
  },
  obsLooks: "OBS is looked for until it is there. Overlays work without this connection.",
  obsWaits: "The connection waits for you. Overlays that are in OBS go on.",
  open: (section: string) => `Open ${section}`,
  running: (time: string) => `Running since ${clock.format(new Date(time))}`,
};
