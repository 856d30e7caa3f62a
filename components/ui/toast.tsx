'use client'
import { CircleAlert, CircleCheck, CircleX, Info, LoaderCircle } from 'lucide-react'
import { Toaster as Sonner, type ToasterProps } from 'sonner'

export { toast } from 'sonner'

/** Where short news appears. What must not be missed is not a toast. */
export function Toaster(props: ToasterProps) {
  return (
    <Sonner
      position="bottom-right"
      style={{ fontFamily: 'inherit' }}
      gap={8}
      offset={16}
      mobileOffset={{ bottom: 72, left: 12, right: 12 }}
      icons={{
        success: <CircleCheck aria-hidden className="size-4 text-done" />,
        error: <CircleX aria-hidden className="size-4 text-blocked" />,
        warning: <CircleAlert aria-hidden className="size-4 text-attention" />,
        info: <Info aria-hidden className="size-4 text-progress" />,
        loading: <LoaderCircle aria-hidden className="size-4 animate-spin text-muted" />,
      }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-full items-start gap-2.5 rounded-lg border border-line-strong bg-surface p-3 text-sm text-ink shadow-pop sm:w-88',
          icon: 'mt-px flex size-4 shrink-0 items-center justify-center',
          content: 'min-w-0 flex-1',
          title: 'font-medium',
          description: 'mt-0.5 text-muted',
          actionButton: 'shrink-0 rounded-sm px-1.5 py-0.5 text-sm font-medium text-accent-text hover:bg-hover',
          cancelButton: 'shrink-0 rounded-sm px-1.5 py-0.5 text-sm text-muted hover:bg-hover',
          closeButton: 'order-last shrink-0 rounded-sm text-muted hover:text-ink',
        },
      }}
      {...props}
    />
  )
}
