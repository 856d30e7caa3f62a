import { type ClassValue, clsx } from 'clsx'
import { extendTailwindMerge } from 'tailwind-merge'

const merge = extendTailwindMerge({
  extend: { classGroups: { h: [{ h: ['control'] }], shadow: [{ shadow: ['pop'] }] } },
})

/** Joins class names; of two utilities that set the same property the later one stays. */
export const cn = (...values: ClassValue[]): string => merge(clsx(values))
