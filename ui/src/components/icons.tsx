const paths = {
  attention: "M12 4 2.8 20h18.4zM12 10v4.5M12 17.3v.2",
  chat: "M4 5h16v11H11l-4.5 4v-4H4z",
  check: "m5 12.5 4.5 4.5L19 7.5",
  chevron: "m6 9.5 6 6 6-6",
  clock: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.5V12l3 2",
  close: "m6.5 6.5 11 11m0-11-11 11",
  copy: "M9 9h10v11H9zM15 9V4.5H5V15h4",
  download: "M12 4v11.5m-4.5-4 4.5 4.5 4.5-4.5M4.5 17v2.5h15V17",
  down: "M12 5v13m-5.5-5.5L12 18l5.5-5.5",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6z",
  "eye-off":
    "M4 4l16 16M9.5 5.9A9 9 0 0 1 12 5.5c6 0 9.5 6.5 9.5 6.5a17 17 0 0 1-2.6 3.4M6.3 7.3A16 16 0 0 0 2.5 12S6 18.5 12 18.5a9 9 0 0 0 4.7-1.3",
  info: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 11v5.5M12 7.5v.2",
  layers: "m12 4 9 4.5-9 4.5-9-4.5zM3 12.5l9 4.5 9-4.5M3 16.5l9 4.5 9-4.5",
  key: "M15.5 3.5a5 5 0 1 0-4.3 7.5L4 18.2v2.3h3.5v-2.3h2.2V16h2l1.7-1.8a5 5 0 0 0 2.1-10.7zM16.5 7.5v.1",
  live: "M12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM7 7a7 7 0 0 0 0 10M17 7a7 7 0 0 1 0 10",
  mark: "M6.5 4h11v16.5L12 16l-5.5 4.5z",
  off: "M12 4.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15z",
  next: "M6 5.5v13l9-6.5zM18 5.5v13",
  person: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20.5c.5-4 3.5-6 7.5-6s7 2 7.5 6",
  pin: "M9 4h6l-1 6 3.5 3.5v1.5h-11v-1.5L10 10zM12 15v5.5",
  play: "M8 5.5v13l10.5-6.5z",
  plus: "M12 5v14M5 12h14",
  previous: "M18 5.5v13L9 12zM6 5.5v13",
  pulse: "M3 12h4l2.5-6 4.5 12 2.5-6h4.5",
  redo: "M19.5 9.5H9a5 5 0 0 0 0 10h3.5m7-10L15.5 5.5m4 4-4 4",
  reply: "M10 6 4.5 11.5 10 17M4.5 11.5H13a6.5 6.5 0 0 1 6.5 6.5",
  retry: "M19.5 12a7.5 7.5 0 1 1-2.2-5.3L19.5 9m0-5v5h-5",
  send: "m4 12 16-7.5L14.5 20l-3-6.5z",
  shield: "M12 3.5 5 6v5.5c0 4.5 3 7.7 7 9 4-1.3 7-4.5 7-9V6z",
  sliders:
    "M5 7h8m5 0h1M5 17h1m5 0h8M15.5 5a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM8.5 15a2 2 0 1 0 0 4 2 2 0 0 0 0-4z",
  star: "m12 4 2.5 5.200 5.600.8-4 4 .9 5.700-5-2.700-5 2.700.9-5.700-4-4 5.600-.8z",
  spinner: "M12 4a8 8 0 1 1-8 8",
  trash: "M4.5 7h15M9.5 7V4.5h5V7M6.5 7l1 12.5h9l1-12.5M10 11v5M14 11v5",
  undo: "M4.5 9.5H15a5 5 0 0 1 0 10h-3.5m-7-10L8.5 5.5m-4 4 4 4",
  up: "M12 19V6M6.5 11.5 12 6l5.5 5.5",
  upload: "M12 16V4.5m-4.5 4L12 4.5l4.5 4M4.5 16v3.5h15V16",
  stop: "M7 7h10v10H7z",
};

export type IconName = keyof typeof paths;

/** A sign beside words that say the same. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" data-icon={name} viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}

/** Two chats that become one. */
export function Logo() {
  return (
    <svg class="logo" viewBox="0 0 32 32" aria-hidden="true">
      <path
        class="logo-one"
        d="M4 4h16a4 4 0 0 1 4 4v6a4 4 0 0 1-4 4h-7l-5 5v-5H4a4 4 0 0 1-4-4V8a4 4 0 0 1 4-4z"
      />
      <path
        class="logo-other"
        d="M26.5 11A5.5 5.5 0 0 1 32 16.5V21a4 4 0 0 1-4 4v4.5L23 25h-8a4 4 0 0 1-3.5-2l3.2-2.5H21a5.5 5.5 0 0 0 5.5-5.5z"
      />
    </svg>
  );
}
