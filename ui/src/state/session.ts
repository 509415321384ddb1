// The key that this page was opened with.

const STORED_AS = "multichat-key";

/**
 * Takes the key out of `/dashboard/{key}` and off the screen. After a reload it comes from the
 * tab's own storage. Null where the page was opened without one.
 */
export function takeKey(): string | null {
  const inPath = /^\/dashboard\/([^/]+)$/.exec(location.pathname)?.[1];
  if (!inPath) return stored();
  history.replaceState(null, "", `/dashboard/${location.hash}`);
  store(inPath);
  return inPath;
}

// Storage may be forbidden in a browser. Then the key lives as long as the page does.

function stored(): string | null {
  try {
    return sessionStorage.getItem(STORED_AS);
  } catch {
    return null;
  }
}

function store(key: string): void {
  try {
    sessionStorage.setItem(STORED_AS, key);
  } catch {
    return;
  }
}
