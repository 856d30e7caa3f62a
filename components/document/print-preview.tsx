'use client'
import { Download, Printer } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { Skeleton } from '@/components/ui/skeleton'

/** Shows the PDF before it prints. The address is of our own origin, so that its frame may be printed. */
export function PrintPreview({
  open,
  onOpenChange,
  title,
  url,
  fileName,
  toolbar,
}: {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  url: string
  fileName: string
  /** Choices above the page: its language. */
  toolbar?: ReactNode
}) {
  const t = useTranslations('document')
  const frame = useRef<HTMLIFrameElement>(null)
  const [ready, setReady] = useState(false)
  const print = () => {
    const page = frame.current?.contentWindow
    if (!page) return
    page.focus()
    page.print()
  }
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        if (!next) setReady(false)
        onOpenChange(next)
      }}
    >
      <DialogContent
        size="xl"
        title={title}
        closeLabel={t('close')}
        className="sm:top-[4vh] sm:max-h-[92vh]"
        footer={
          <>
            <Button asChild>
              <a href={url} download={fileName}>
                <Download aria-hidden />
                {t('downloadPdf')}
              </a>
            </Button>
            <Button variant="primary" keys="mod+p" disabled={!ready} onClick={print}>
              <Printer aria-hidden />
              {t('print')}
            </Button>
          </>
        }
      >
        {toolbar ? <div className="mb-3">{toolbar}</div> : null}
        <div className="relative h-[72vh]">
          {ready ? null : (
            <div
              role="status"
              aria-label={t('preparing')}
              className="absolute inset-0 flex flex-col gap-3 rounded-md border bg-surface p-10"
            >
              <Skeleton className="h-6 w-1/3" />
              <Skeleton className="w-1/4" />
              <Skeleton className="mt-8 h-40 w-full" />
            </div>
          )}
          {open ? (
            <iframe
              ref={frame}
              src={url}
              title={title}
              onLoad={() => setReady(true)}
              className="size-full rounded-md border"
            />
          ) : null}
        </div>
      </DialogContent>
    </Dialog>
  )
}
