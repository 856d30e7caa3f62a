'use client'
import { AlertDialog as Primitive } from 'radix-ui'
import type { ReactNode } from 'react'
import { Button } from './button'
import { cn } from './cn'
import { panelClass, scrimClass } from './overlay'

export interface AlertDialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: ReactNode
  /** What will happen, and whether it can be undone. */
  description: ReactNode
  children?: ReactNode
  confirmLabel: string
  cancelLabel: string
  /** Called on confirm; the caller closes the dialog when the work is done. */
  onConfirm: () => void
  danger?: boolean
  busy?: boolean
  disabledReason?: string | null
}

/** Asks before what cannot be taken back. The safe answer has the focus; a click outside is no answer. */
export function AlertDialog(props: AlertDialogProps) {
  const {
    open,
    onOpenChange,
    title,
    description,
    children,
    confirmLabel,
    cancelLabel,
    onConfirm,
    danger,
    busy,
    disabledReason,
  } = props
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className={scrimClass} />
        <Primitive.Content
          className={cn(
            panelClass,
            'fixed inset-x-0 bottom-0 z-50 max-h-[92dvh] w-full animate-rise overflow-y-auto rounded-t-lg p-5 sm:inset-x-auto sm:top-[18vh] sm:bottom-auto sm:left-1/2 sm:max-w-md sm:-translate-x-1/2 sm:animate-fade sm:rounded-lg',
          )}
        >
          <Primitive.Title className="text-lg">{title}</Primitive.Title>
          <Primitive.Description className="mt-1.5 text-base text-muted">{description}</Primitive.Description>
          {children ? <div className="mt-4">{children}</div> : null}
          <div className="mt-5 flex flex-wrap justify-end gap-2">
            <Primitive.Cancel asChild>
              <Button>{cancelLabel}</Button>
            </Primitive.Cancel>
            <Button
              variant={danger ? 'danger' : 'primary'}
              busy={busy}
              disabledReason={disabledReason}
              onClick={onConfirm}
            >
              {confirmLabel}
            </Button>
          </div>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
