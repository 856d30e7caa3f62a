const OVERLAYS = '[role=dialog][data-modal],[role=alertdialog],[role=menu],[role=listbox][data-state=open]'
const TYPING =
  'input:not([type=checkbox],[type=radio],[type=button],[data-reading]),textarea,select,[contenteditable=""],[contenteditable=true],[role=textbox],[role=combobox]:not([data-reading]),[role=listbox],[role=dialog],[role=alertdialog],[role=menu]'

/**
 * Text is typed there, or its letters choose: a list of choices answers to them open and closed. A field that only holds
 * the focus while a document is read (`data-reading`) leaves the letters to the document.
 */
export const isTypingAt = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(TYPING) !== null

/** What lies over the page has the keys: a letter that is meant for a dialog must not act on the document below it. */
export const hasOverlay = (): boolean => document.querySelector(OVERLAYS) !== null
