import { dec, sum } from '@/server/kernel/money'

/** Values arrive as decimal strings; a chart draws them as floats, but every figure that is read is the string. */
export interface ChartSeries {
  readonly key: string
  readonly label: string
  /** One of the palette's six; default: by order. */
  readonly color?: 1 | 2 | 3 | 4 | 5 | 6
}
export interface ChartPoint {
  readonly id: string
  readonly label: string
  /** By series key; absent = no value. */
  readonly values: Readonly<Record<string, string | null>>
  /** The list behind the point. */
  readonly href?: string
}

export const colorOf = (series: ChartSeries, index: number): string => `var(--chart-${series.color ?? (index % 6) + 1})`

/** A row for the drawing library: floats for the geometry only. */
export const drawn = (points: readonly ChartPoint[]): Record<string, string | number | null>[] =>
  points.map((point) => ({
    id: point.id,
    label: point.label,
    ...Object.fromEntries(
      Object.entries(point.values).map(([key, value]) => [`v:${key}`, value === null ? null : Number(value)]),
    ),
  }))

/** The exact total of all series at a point. */
export const totalOf = (point: ChartPoint, series: readonly ChartSeries[]): string =>
  sum(series.flatMap(({ key }) => point.values[key] ?? [])).toFixed()

/** Change from `before` to `now` in percent, to one place; null where there is nothing to compare with. */
export function changePercent(now: string, before: string): string | null {
  const base = dec(before)
  return base.isZero() ? null : dec(now).minus(base).div(base.abs()).times(100).toDecimalPlaces(1).toFixed()
}
