// The English texts of what was paid, and of the services that take donations.

const many = new Intl.NumberFormat("en");

export const words = {
  title: "Paid",
  help: "Every Super Chat, cheer, gift and donation, for good. Nothing here is ever cleared away.",
  search: "Search what was paid",
  searchPlaceholder: "Name, text or amount",
  unreadOnly: "Not read yet",
  all: "All",
  currency: "Currency",
  anyCurrency: "Any currency",
  totals: "Totals",
  total: (currency: string, count: number) =>
    `${currency}, ${count === 1 ? "1 message" : `${many.format(count)} messages`}`,
  unreadable: (count: number) =>
    count === 1
      ? "The amount of one message could not be read. It is in no total."
      : `The amounts of ${many.format(count)} messages could not be read. They are in no total.`,
  unreadCount: (count: number) => `${many.format(count)} not read`,
  markRead: (name: string) => `Mark the message of ${name} as read`,
  markUnread: (name: string) => `Mark the message of ${name} as not read`,
  read: "Read",
  unread: "Not read",
  readAll: "Mark all as read",
  more: "Show more",
  export: "Save as CSV",
  test: "Test",
  removed: "Removed by the platform",
  hidden: "Hidden by you",
  none: "Nothing yet",
  noneHelp: "Whatever viewers pay shows up here, whatever becomes of the chat.",
  noneFound: "Nothing fits",
  noneFoundHelp: "Look for something else, or for less.",
  somebody: "Somebody",

  donations: {
    title: "Donations",
    help: "Donations show in the chat, on your overlays and under Paid, each once. A token stays on this computer, sealed.",
    token: {
      streamlabs: "Socket API token",
      streamelements: "JWT token",
      kofi: "Verification token",
    },
    guide: {
      streamlabs: [
        "Open streamlabs.com, Settings, API Settings, API Tokens.",
        "Copy “Your Socket API Token”, and paste it here.",
      ],
      streamelements: [
        "Open streamelements.com, click your channel's picture, then Channels.",
        "Press “Show secrets”, copy the JWT token, and paste it here.",
      ],
      kofi: [
        "Open ko-fi.com/manage/webhooks, and copy the Verification Token from Advanced.",
        "Ko-fi calls an address on the internet, and this computer has none: it takes a tunnel that passes https to the address below, and asks for it by its own name (Host 127.0.0.1).",
        "Let the tunnel pass nothing but paths that begin with /hooks/.",
      ],
    },
    save: "Save",
    forget: (name: string) => `Forget the token for ${name}`,
    forgetShort: "Forget the token",
    saved: (name: string) => `The token for ${name} is kept.`,
    forgotten: (name: string) => `The token for ${name} is forgotten.`,
    hook: "Path for Ko-fi",
    rotate: "New path",
    rotated: "The path for Ko-fi is another one. Tell Ko-fi.",
    question: {
      title: "Give Ko-fi's calls a new path?",
      text: "The old one stops working at once.",
      yes: "New path",
    },
  },
};
