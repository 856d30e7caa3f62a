/** Looks that dialogs, sheets and menus share. */
export const scrimClass = 'fixed inset-0 z-50 animate-fade bg-scrim'
export const panelClass =
  '[--form-ground:var(--color-surface)] [--form-tail:1.25rem] border border-line-strong bg-surface text-ink shadow-pop outline-none'
export const menuClass = `${panelClass} z-60 min-w-44 animate-pop overflow-y-auto rounded-lg p-1 max-h-(--radix-popper-available-height)`
export const menuItemClass =
  'group/item relative flex min-h-8 w-full select-none items-center gap-2 rounded-sm px-2 py-1 text-left text-sm text-ink outline-none data-highlighted:bg-hover data-disabled:text-faint aria-disabled:text-faint pointer-coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-faint'
export const menuLabelClass = 'px-2 pt-2 pb-1 text-xs text-faint'
