'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import { useFrame } from './context'
import { useBarcodeCamera } from './use-barcode-camera'

export interface ScanDialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  /** The code means none or several things: the palette takes over. */
  onUnclear: (code: string) => void
}

/** Opens what a barcode stands for: by camera where the browser reads barcodes, by a hand scanner or typing everywhere. */
export function ScanDialog({ open, onOpenChange, onUnclear }: ScanDialogProps) {
  const t = useTranslations('shell')
  const common = useTranslations('common')
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title={t('scan')} closeLabel={common('close')} size="sm">
        {open ? <Scanner onDone={() => onOpenChange(false)} onUnclear={onUnclear} /> : null}
      </DialogContent>
    </Dialog>
  )
}

function Scanner({ onDone, onUnclear }: { onDone: () => void; onUnclear: (code: string) => void }) {
  const t = useTranslations('shell')
  const router = useRouter()
  const { search, href } = useFrame()
  const [code, setCode] = useState('')
  const [busy, setBusy] = useState(false)
  const find = async (found: string) => {
    const wanted = found.trim()
    if (!wanted || busy) return
    setBusy(true)
    const hits = await search(wanted, new AbortController().signal).catch(() => [])
    const [only] = hits
    if (!only || hits.length > 1) return onUnclear(wanted)
    onDone()
    router.push(href(only.href))
  }
  const camera = useBarcodeCamera((found) => void find(found))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void find(code)
  }
  return (
    <div className="flex flex-col gap-3">
      {camera.state === 'on' || camera.state === 'starting' ? (
        <video ref={camera.video} muted playsInline className="aspect-[4/3] w-full rounded-md bg-sunken object-cover" />
      ) : (
        <Notice tone="draft">{t(camera.state === 'refused' ? 'cameraRefused' : 'cameraMissing')}</Notice>
      )}
      <form onSubmit={submit} className="flex gap-2">
        <Input
          value={code}
          onChange={(event) => setCode(event.target.value)}
          aria-label={t('scanCode')}
          placeholder={t('scanCode')}
          autoComplete="off"
        />
        <Button type="submit" variant="primary" busy={busy}>
          {t('find')}
        </Button>
      </form>
    </div>
  )
}
