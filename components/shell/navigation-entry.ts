export interface NavigationEntry {
  /** Message key below `shell.screen`. */
  key: string
  /** Relative to `/[tenant]/`. */
  href: string
  /** What one must be permitted to see it; `null` is for everybody who is signed in. */
  permission: string | null
  /** The shortcut, as `useShortcut` takes it. */
  keys?: string
  /** Message key below `shell.group`: a heading inside the module. */
  group?: string
  /** The screen that makes a new one: an action of the command palette, message key below `shell.create`. */
  create?: { key: string; href: string; permission: string }
}

/** The permission to read a kind of document. */
export const read = (module: string, document: string) => `${module}.${document}.read`
/** The screen that makes a new one. */
export const made = (key: string, href: string, permission: string) => ({
  create: { key, href: `${href}/new`, permission },
})
