// The focus queue: what is on screen, what follows, and what moderators marked.

import { signal } from "@preact/signals";
import type { Focus } from "../api/types";

export const focus = signal<Focus | null>(null);
