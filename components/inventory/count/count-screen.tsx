'use client'
import { useQuery } from '@tanstack/react-query'
import { Camera, CameraOff, CheckCircle2, ChevronLeft, Circle } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTRPC } from '@/components/api/client'
import { Quantity } from '@/components/format'
import { useFrame } from '@/components/shell'
import { useBarcodeCamera } from '@/components/shell/use-barcode-camera'
import { Button, IconButton } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import { Progress } from '@/components/ui/progress'
import { Select } from '@/components/ui/select'
import { Loaded } from '../page'
import { useNamed } from '../use-place'
import { FoundPanel } from './found-panel'
import type { CountLine, CountView } from './match'
import { QuantityPanel } from './quantity-panel'
import { type Counting, useCounting } from './use-counting'

/** Counting with a thumb or a scanner: a code finds the place, its quantity is given, the next one comes. */
export function CountScreen({ id }: { id: string }) {
  const trpc = useTRPC()
  const query = useQuery(trpc.inventory.stockCount.get.queryOptions({ id }))
  return <Loaded query={query}>{(doc) => <Screen doc={doc} />}</Loaded>
}

function Screen({ doc }: { doc: CountView }) {
  const t = useTranslations('inventory')
  const { href } = useFrame()
  const counting = useCounting(doc)
  const { inHand, found } = counting
  const done = doc.lines.filter((l) => l.counted !== null).length
  const [openOnly, setOpenOnly] = useState(true)
  const wanted = (l: CountLine) =>
    (counting.binId === null || l.binId === counting.binId) && (!openOnly || l.counted === null)
  const shown = counting.choices ?? doc.lines.filter(wanted)
  return (
    <section className="flex h-full min-h-0 flex-col">
      <header className="flex shrink-0 flex-col gap-2 border-b px-4 pt-2 pb-3 max-sm:px-3">
        <div className="flex items-center gap-2">
          <IconButton label={t('common.back')} asChild>
            <Link href={href(`inventory/counts/${doc.id}`)} aria-label={t('common.back')}>
              <ChevronLeft aria-hidden />
            </Link>
          </IconButton>
          <h1 className="min-w-0 flex-1 truncate text-base">
            {doc.number} <span className="font-normal text-muted">{doc.warehouse}</span>
          </h1>
          <span className="shrink-0 text-sm text-muted tabular-nums">
            {t('count.progress', { done, all: doc.lines.length })}
          </span>
        </div>
        <Progress
          value={doc.lines.length === 0 ? 0 : (done / doc.lines.length) * 100}
          label={t('count.progress', { done, all: doc.lines.length })}
        />
        <ScanBar counting={counting} idle={inHand === null && found === null} />
        <div className="flex items-center gap-2">
          <Select
            aria-label={t('count.chooseBin')}
            className="max-w-48"
            value={counting.binId ?? 'all'}
            options={[{ value: 'all', label: t('count.allBins') }, ...counting.bins]}
            onValueChange={(value) => counting.setBinId(value === 'all' ? null : value)}
          />
          <Button variant="quiet" aria-pressed={openOnly} onClick={() => setOpenOnly(!openOnly)}>
            {openOnly ? <CheckCircle2 aria-hidden /> : <Circle aria-hidden />}
            {t('count.onlyOpen')}
          </Button>
        </div>
      </header>
      <ul className="min-h-0 flex-1 overflow-y-auto">
        {counting.choices ? <li className="px-4 py-2 text-sm text-muted">{t('count.several')}</li> : null}
        {shown.map((line) => (
          <Row
            key={line.id}
            line={line}
            active={inHand?.line.id === line.id}
            onTake={() => counting.take(line, 'tap')}
          />
        ))}
        {shown.length === 0 ? <li className="px-4 py-8 text-center text-sm text-muted">{t('count.done')}</li> : null}
      </ul>
      {inHand ? (
        <QuantityPanel
          key={`${inHand.line.id}${inHand.line.counted}`}
          line={inHand.line}
          busy={counting.busy}
          isCode={counting.isCode}
          onCode={(code) => void counting.scan(code)}
          onSave={(counted) => void counting.save(inHand.line, counted, inHand.way)}
          onClose={counting.drop}
        />
      ) : null}
      {found ? <FoundPanel counting={counting} found={found} /> : null}
    </section>
  )
}

/** The field that a scanner writes into; it takes the focus back whenever nothing is in hand. */
function ScanBar({ counting, idle }: { counting: Counting; idle: boolean }) {
  const t = useTranslations('inventory.count')
  const [code, setCode] = useState('')
  const [camera, setCamera] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    // On a phone the keyboard would come up by itself: there a tap or the camera begins.
    if (idle && window.matchMedia('(pointer: fine)').matches) field.current?.focus()
  }, [idle])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void counting.scan(code)
    setCode('')
  }
  return (
    <div className="flex flex-col gap-2">
      <form onSubmit={submit} className="flex gap-2">
        <Input
          ref={field}
          className="h-11 flex-1"
          aria-label={t('scan')}
          placeholder={t('scan')}
          autoComplete="off"
          enterKeyHint="search"
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
        <IconButton
          className="h-11 w-11"
          variant="secondary"
          label={t(camera ? 'stopCamera' : 'camera')}
          onClick={() => setCamera(!camera)}
        >
          {camera ? <CameraOff aria-hidden /> : <Camera aria-hidden />}
        </IconButton>
      </form>
      {camera && idle ? <CameraView onCode={(text) => void counting.scan(text)} /> : null}
      {counting.message ? <Notice tone="attention">{counting.message}</Notice> : null}
    </div>
  )
}

function CameraView({ onCode }: { onCode: (code: string) => void }) {
  const t = useTranslations('shell')
  const { video, state } = useBarcodeCamera(onCode)
  if (state === 'missing' || state === 'refused')
    return <Notice tone="draft">{t(state === 'refused' ? 'cameraRefused' : 'cameraMissing')}</Notice>
  return <video ref={video} muted playsInline className="max-h-44 w-full rounded-md bg-sunken object-cover" />
}

function Row({ line, active, onTake }: { line: CountLine; active: boolean; onTake: () => void }) {
  const t = useTranslations('inventory.count')
  const named = useNamed()
  return (
    <li className="border-b">
      <button
        type="button"
        aria-current={active ? 'true' : undefined}
        onClick={onTake}
        className={cn(
          'flex min-h-14 w-full items-center gap-3 px-4 py-2 text-left hover:bg-hover max-sm:px-3',
          active && 'bg-selected',
        )}
      >
        <span className="w-16 shrink-0 text-sm font-medium">{line.bin}</span>
        <span className="min-w-0 flex-1">
          <span className="block truncate text-sm">{named({ name: line.itemName, nameZh: line.itemNameZh })}</span>
          <span className="block truncate text-xs text-muted">
            {[line.itemCode, line.lot].filter(Boolean).join(' · ')}
          </span>
        </span>
        {line.counted === null ? (
          <span className="shrink-0 text-xs text-faint">{t('notCounted')}</span>
        ) : (
          <Quantity value={line.counted} unit={line.unit} className="shrink-0 text-sm font-medium" />
        )}
      </button>
    </li>
  )
}
