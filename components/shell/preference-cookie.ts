/** The cookie that keeps the rail's state: `collapsed` or `open`. The tenant layout reads it for the first picture. */
export const RAIL_COOKIE = 'keel-rail'

/** Keeps a preference of this browser for a year, where the server can read it. */
export function setPreference(name: string, value: string): void {
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=31536000; samesite=lax`
}
