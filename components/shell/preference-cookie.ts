/** Keeps a preference of this browser for a year, where the server can read it. */
export function setPreference(name: string, value: string): void {
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=31536000; samesite=lax`
}
