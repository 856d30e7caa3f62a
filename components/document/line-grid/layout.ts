import type { GridColumn } from './model'

const usual: Record<GridColumn['kind'], number> = {
  text: 200,
  decimal: 112,
  date: 124,
  select: 112,
  lookup: 260,
  computed: 124,
}
export const GUTTER = 44

export interface ColumnBox {
  readonly left: number
  readonly width: number
}

/** Where each column stands, in pixels; the growing one takes what is left of `available`. */
export function boxesOf(columns: readonly GridColumn[], available: number): ColumnBox[] {
  const widths = columns.map((column) => column.width ?? usual[column.kind])
  const rest = available - GUTTER - widths.reduce((a, b) => a + b, 0)
  const grows = columns.findIndex((column) => column.grow)
  let left = GUTTER
  return widths.map((usualWidth, index) => {
    const width = index === grows && rest > 0 ? usualWidth + rest : usualWidth
    const box = { left, width }
    left += width
    return box
  })
}
