'use client'
import { useQuery } from '@tanstack/react-query'
import { Download, Printer } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { useTRPC } from '@/components/api/client'
import { PrintPreview } from '@/components/document/print-preview'
import { DateBox, SelectBox } from '@/components/form/boxes'
import { useFrame } from '@/components/shell'
import { Button } from '@/components/ui/button'
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from '@/components/ui/dropdown-menu'
import { useBooks } from '../use-books'
import {
  type Comparison,
  compareRange,
  comparisons,
  presetRange,
  presets,
  type Range,
  readComparison,
  readRange,
} from './range'
import { useUrl } from './use-url'

/** Range and comparison of a report as the address says them; this fiscal year until today without one. */
export function useReportRange() {
  const trpc = useTRPC()
  const { companyId, today } = useBooks()
  const [params, change] = useUrl()
  const years = useQuery(trpc.finance.period.years.queryOptions({ companyId }, { staleTime: 300_000, retry: false }))
  const yearStart = years.data?.years[0]?.startDate.slice(5) ?? '01-01'
  const ready = !years.isPending
  const fallback = { from: presetRange('thisYear', today, yearStart).from, to: today }
  const range = readRange(params, fallback)
  const how = readComparison(params)
  return { range, how, compare: compareRange(range, how), yearStart, today, change, params, ready }
}
export type ReportRange = ReturnType<typeof useReportRange>

/** From, to, the usual ranges, and what to compare with. */
export function RangeBar({ range: at, compares = true }: { range: ReportRange; compares?: boolean }) {
  const t = useTranslations('finance.report')
  const words = useTranslations('common')
  const { range, how, yearStart, today, change } = at
  const same = presets.find((p) => {
    const r = presetRange(p, today, yearStart)
    return r.from === range.from && r.to === range.to
  })
  const put = (next: Partial<Range>) => change({ ...range, ...next })
  return (
    <>
      <SelectBox
        label={words('period')}
        className="w-40"
        value={same ?? 'custom'}
        options={[
          ...presets.map((p) => ({ value: p, label: t(`preset.${p}`) })),
          { value: 'custom', label: t('preset.custom'), disabled: true },
        ]}
        onChange={(value) => {
          const preset = presets.find((p) => p === value)
          if (preset) put(presetRange(preset, today, yearStart))
        }}
      />
      <DateBox label={words('from')} className="w-36" value={range.from} onChange={(from) => put({ from })} />
      <DateBox label={words('to')} className="w-36" value={range.to} onChange={(to) => put({ to })} />
      {compares ? <CompareBox how={how} onChange={(compare) => change({ compare })} /> : null}
    </>
  )
}

export function CompareBox({ how, onChange }: { how: Comparison; onChange: (how: string | null) => void }) {
  const t = useTranslations('finance.report')
  return (
    <SelectBox
      label={t('compare')}
      className="w-44"
      value={how}
      options={comparisons.map((c) => ({ value: c, label: t(`comparison.${c}`) }))}
      onChange={(value) => onChange(value === 'none' ? null : value)}
    />
  )
}

/** Export as a file, and print: what is asked is what the screen shows. */
export function ReportActions({ report, title, input }: { report: string; title: string; input: object }) {
  const t = useTranslations('finance.report')
  const words = useTranslations('common')
  const { tenant } = useFrame()
  const locale = useLocale()
  const [printing, setPrinting] = useState(false)
  const asked = JSON.stringify(input)
  const url = useMemo(
    () =>
      (format: string, inline = false) =>
        `/api/report-export?${new URLSearchParams({
          tenant: tenant.slug,
          report,
          format,
          locale,
          input: asked,
          ...(inline && { inline: '1' }),
        })}`,
    [tenant.slug, report, locale, asked],
  )
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button>
            <Download aria-hidden />
            <span className="max-sm:sr-only">{words('export')}</span>
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          {(['xlsx', 'csv', 'pdf'] as const).map((format) => (
            <DropdownMenuItem key={format} onSelect={() => window.location.assign(url(format))}>
              {t(`format.${format}`)}
            </DropdownMenuItem>
          ))}
        </DropdownMenuContent>
      </DropdownMenu>
      <Button keys="mod+p" onClick={() => setPrinting(true)}>
        <Printer aria-hidden />
        <span className="max-sm:sr-only">{words('print')}</span>
      </Button>
      {printing ? (
        <PrintPreview open onOpenChange={setPrinting} title={title} url={url('pdf', true)} fileName={`${title}.pdf`} />
      ) : null}
    </>
  )
}
