'use client'
import { X } from 'lucide-react'
import { Dialog as Primitive } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { IconButton } from './button'
import { cn } from './cn'
import { panelClass, scrimClass } from './overlay'

export const Dialog = Primitive.Root
export const DialogTrigger = Primitive.Trigger
export const DialogClose = Primitive.Close

export interface DialogContentProps extends Omit<ComponentProps<typeof Primitive.Content>, 'title'> {
  title: ReactNode
  description?: ReactNode
  /** Name of the close button, in the reader's language. */
  closeLabel: string
  /** Keeps the title for screen readers only. */
  hideTitle?: boolean
  footer?: ReactNode
  size?: 'sm' | 'md' | 'lg' | 'xl'
}

const width = { sm: 'sm:max-w-sm', md: 'sm:max-w-lg', lg: 'sm:max-w-2xl', xl: 'sm:max-w-5xl' }

/** A question or a small task on top of the page; on a phone it stands at the bottom, within the thumb's reach. */
export function DialogContent({
  title,
  description,
  closeLabel,
  hideTitle,
  footer,
  size = 'md',
  className,
  children,
  ...props
}: DialogContentProps) {
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={scrimClass} />
      <Primitive.Content
        data-modal=""
        {...(description ? {} : { 'aria-describedby': undefined })}
        className={cn(
          panelClass,
          'fixed inset-x-0 bottom-0 z-50 flex max-h-[92dvh] w-full animate-rise flex-col rounded-t-lg sm:inset-x-auto sm:top-[min(14vh,8rem)] sm:bottom-auto sm:left-1/2 sm:max-h-[78vh] sm:-translate-x-1/2 sm:animate-fade sm:rounded-lg',
          width[size],
          className,
        )}
        {...props}
      >
        <header className={cn('px-5 pt-4 pr-12 pb-3', hideTitle && 'sr-only')}>
          <div className="min-w-0 flex-1">
            <Primitive.Title className="text-lg">{title}</Primitive.Title>
            {description ? (
              <Primitive.Description className="mt-1 text-sm text-muted">{description}</Primitive.Description>
            ) : null}
          </div>
        </header>
        <div className={cn('min-h-0 flex-1 overflow-y-auto', !hideTitle && 'px-5 pb-5')}>{children}</div>
        {footer ? (
          <footer className="flex flex-wrap items-center justify-end gap-2 border-t bg-canvas px-5 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:rounded-b-lg">
            {footer}
          </footer>
        ) : null}
        {/* Last, so that the first field has the focus and not the way out. */}
        <Primitive.Close asChild>
          <IconButton
            label={closeLabel}
            tooltip=""
            size="icon-sm"
            className={cn('absolute top-3 right-3', hideTitle && 'sr-only')}
          >
            <X aria-hidden />
          </IconButton>
        </Primitive.Close>
      </Primitive.Content>
    </Primitive.Portal>
  )
}
