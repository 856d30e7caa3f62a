'use client'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import {
  Area,
  Bar,
  BarChart,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  XAxis,
  YAxis,
} from 'recharts'
import { cn } from '@/components/ui/cn'
import { type ChartPoint, type ChartSeries, colorOf, drawn, totalOf } from './series'

export interface ChartProps {
  /** What the figure shows, in a few words; also its name for screen readers. */
  readonly title: string
  /** The number that matters, ready to read. */
  readonly headline?: ReactNode
  /** A word beside it: the change, the period. */
  readonly note?: ReactNode
  readonly points: readonly ChartPoint[]
  readonly series: readonly ChartSeries[]
  /** How an exact value reads ("USD 1,200.00"). */
  readonly format: (value: string, series: ChartSeries) => string
  /** Opens what is behind a point; default: its `href`. */
  readonly onSelect?: (point: ChartPoint) => void
  readonly height?: number
  readonly className?: string
}

type Kind = 'bar' | 'stacked' | 'line' | 'area'

/** Bars side by side, or one series. */
export const BarFigure = (props: ChartProps) => <Figure kind="bar" {...props} />
/** Parts of a whole over time: there is no pie. */
export const StackedBarFigure = (props: ChartProps) => <Figure kind="stacked" {...props} />
export const LineFigure = (props: ChartProps) => <Figure kind="line" {...props} />
export const AreaFigure = (props: ChartProps) => <Figure kind="area" {...props} />

/**
 * A figure: the number large, the drawing labelled in place, each point a way to the list behind it. The mouse points,
 * the arrow keys walk, Enter opens; the same values stand in a table for those who do not see it.
 */
function Figure(props: ChartProps & { kind: Kind }) {
  const { title, points, series, format, height = 180 } = props
  const t = useTranslations('chart')
  const router = useRouter()
  const id = useId()
  const [at, setAt] = useState<number | null>(null)
  const point = at === null ? undefined : points[at]
  const canOpen = props.onSelect !== undefined || points.some((p) => p.href)
  const open = (chosen: ChartPoint | undefined) => {
    if (!chosen) return
    if (props.onSelect) props.onSelect(chosen)
    else if (chosen.href) router.push(chosen.href)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const last = points.length - 1
    const next = {
      ArrowRight: Math.min(last, (at ?? -1) + 1),
      ArrowLeft: Math.max(0, (at ?? last + 1) - 1),
      Home: 0,
      End: last,
    }[event.key]
    if (next !== undefined) {
      event.preventDefault()
      setAt(next)
    } else if (event.key === 'Enter' && canOpen) open(point)
    else if (event.key === 'Escape') setAt(null)
  }
  const read = (p: ChartPoint) => series.map((s) => `${s.label} ${valueText(p, s, format)}`).join(', ')
  // One focus for the whole figure; what is under the mark is said through the live text below.
  const interaction = {
    role: 'application',
    tabIndex: 0,
    'aria-label': t('figure', { title }),
    'aria-describedby': `${id}-table`,
    onKeyDown,
    onBlur: () => setAt(null),
    onMouseLeave: () => setAt(null),
    onClick: () => open(point),
  }
  return (
    <figure className={cn('flex min-w-0 flex-col', props.className)}>
      <figcaption className="flex flex-wrap items-baseline gap-x-3">
        <span className="w-full text-sm text-muted">{title}</span>
        {props.headline ? <span className="text-xl font-medium">{props.headline}</span> : null}
        {props.note ? <span className="text-sm text-muted">{props.note}</span> : null}
        <Legend series={series} point={point} format={format} />
      </figcaption>
      {points.length === 0 ? (
        <p className="flex items-center justify-center text-sm text-faint" style={{ height }}>
          {t('empty')}
        </p>
      ) : (
        <div {...interaction} className={cn('mt-2 rounded-sm', canOpen && 'cursor-pointer')}>
          <div aria-hidden style={{ height }}>
            <Drawing {...props} at={at} onPoint={setAt} />
          </div>
        </div>
      )}
      <p role="status" className="sr-only">
        {point ? `${point.label}: ${read(point)}` : null}
      </p>
      <DataAlternative {...{ id, title, points, series, format }} />
    </figure>
  )
}

const valueText = (point: ChartPoint, series: ChartSeries, format: ChartProps['format']): string => {
  const value = point.values[series.key]
  return value === null || value === undefined ? '–' : format(value, series)
}

/** Names the series, and, while one points, what stands at the point. */
function Legend({
  series,
  point,
  format,
}: {
  series: readonly ChartSeries[]
  point: ChartPoint | undefined
  format: ChartProps['format']
}) {
  const t = useTranslations('chart')
  if (!point && series.length < 2) return null
  return (
    <span aria-hidden className="ml-auto flex flex-wrap items-center gap-x-3 text-xs text-muted">
      {point ? <span className="font-medium text-ink">{point.label}</span> : null}
      {series.map((s, index) => (
        <span key={s.key} className="inline-flex items-center gap-1">
          <span className="size-2 rounded-full" style={{ background: colorOf(s, index) }} />
          {s.label}
          {point ? <span className="text-ink">{valueText(point, s, format)}</span> : null}
        </span>
      ))}
      {point && series.length > 1 && series[0] ? (
        <span>{t('total', { value: format(totalOf(point, series), series[0]) })}</span>
      ) : null}
    </span>
  )
}

function Drawing({
  points,
  series,
  kind,
  at,
  onPoint,
}: ChartProps & { kind: Kind; at: number | null; onPoint: (at: number | null) => void }) {
  const locale = useLocale()
  const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 })
  const axis = { stroke: 'var(--faint)', fontSize: 12, tickLine: false, axisLine: false } as const
  const shared = {
    data: drawn(points),
    margin: { top: 6, right: 4, bottom: 0, left: 0 },
    accessibilityLayer: false,
    onMouseMove: ({ activeTooltipIndex }: { activeTooltipIndex?: number | string | null }) => {
      const index = Number(activeTooltipIndex ?? Number.NaN)
      onPoint(Number.isNaN(index) ? null : index)
    },
  }
  const frame = (
    <>
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis dataKey="label" {...axis} minTickGap={24} interval="equidistantPreserveStart" />
      <YAxis {...axis} width={44} tickFormatter={(value: number) => compact.format(value)} tickCount={4} />
      <ReferenceLine y={0} stroke="var(--line-strong)" />
      {at !== null && points[at] && kind !== 'bar' && kind !== 'stacked' ? (
        <ReferenceLine x={points[at].label} stroke="var(--line-strong)" />
      ) : null}
    </>
  )
  const dim = (index: number) => (at === null || at === index ? 1 : 0.45)
  return (
    <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 320, height: 160 }}>
      {kind === 'bar' || kind === 'stacked' ? (
        <BarChart {...shared} barGap={2} barCategoryGap="24%">
          {frame}
          {series.map((s, index) => (
            <Bar
              key={s.key}
              dataKey={`v:${s.key}`}
              stackId={kind === 'stacked' ? 'all' : undefined}
              fill={colorOf(s, index)}
              maxBarSize={36}
              isAnimationActive={false}
              radius={kind === 'bar' ? [2, 2, 0, 0] : 0}
              shape={(bar: { x?: number; y?: number; width?: number; height?: number; index?: number }) => (
                <BarShape {...bar} fill={colorOf(s, index)} opacity={dim(bar.index ?? -1)} />
              )}
            />
          ))}
        </BarChart>
      ) : (
        <ComposedChart {...shared}>
          {frame}
          {series.map((s, index) =>
            kind === 'area' ? (
              <Area
                key={s.key}
                dataKey={`v:${s.key}`}
                type="linear"
                stroke={colorOf(s, index)}
                strokeWidth={1.75}
                fill={colorOf(s, index)}
                fillOpacity={0.12}
                isAnimationActive={false}
                dot={false}
              />
            ) : (
              <Line
                key={s.key}
                dataKey={`v:${s.key}`}
                type="linear"
                stroke={colorOf(s, index)}
                strokeWidth={1.75}
                isAnimationActive={false}
                dot={false}
              />
            ),
          )}
        </ComposedChart>
      )}
    </ResponsiveContainer>
  )
}

/** One bar; the ones that are not pointed at step back. Negative heights are drawn downwards. */
function BarShape({
  x = 0,
  y = 0,
  width = 0,
  height = 0,
  fill,
  opacity,
}: {
  x?: number
  y?: number
  width?: number
  height?: number
  fill: string
  opacity: number
}) {
  return (
    <rect
      x={x}
      y={height < 0 ? y + height : y}
      width={width}
      height={Math.abs(height)}
      rx={1.5}
      fill={fill}
      opacity={opacity}
    />
  )
}

function DataAlternative({
  id,
  title,
  points,
  series,
  format,
}: { id: string; title: string } & Pick<ChartProps, 'points' | 'series' | 'format'>) {
  const t = useTranslations('chart')
  return (
    <table id={`${id}-table`} className="sr-only">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{t('point')}</th>
          {series.map((s) => (
            <th key={s.key} scope="col">
              {s.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {points.map((point) => (
          <tr key={point.id}>
            <th scope="row">{point.label}</th>
            {series.map((s) => (
              <td key={s.key}>{valueText(point, s, format)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
