'use client'
import { X } from 'lucide-react'
import { Dialog as Primitive } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { IconButton } from './button'
import { cn } from './cn'
import { panelClass, scrimClass } from './overlay'

export const Sheet = Primitive.Root
export const SheetTrigger = Primitive.Trigger
export const SheetClose = Primitive.Close

export interface SheetContentProps extends Omit<ComponentProps<typeof Primitive.Content>, 'title'> {
  title: ReactNode
  description?: ReactNode
  closeLabel: string
  /** Buttons beside the title. */
  actions?: ReactNode
  footer?: ReactNode
  side?: 'right' | 'left'
  width?: 'md' | 'lg'
  /** A preview leaves the page behind it usable and undimmed; open the root with `modal={false}`. */
  scrim?: boolean
}

/** A panel at the side: a preview, a filter, a form that belongs to what is behind it. Fills the screen of a phone. */
export function SheetContent(props: SheetContentProps) {
  const {
    title,
    description,
    closeLabel,
    actions,
    footer,
    side = 'right',
    width = 'md',
    scrim = true,
    className,
    children,
    ...rest
  } = props
  return (
    <Primitive.Portal>
      {scrim ? <Primitive.Overlay className={scrimClass} /> : null}
      <Primitive.Content
        data-modal={scrim ? '' : undefined}
        {...(description ? {} : { 'aria-describedby': undefined })}
        className={cn(
          panelClass,
          'fixed inset-y-0 z-50 flex w-full flex-col border-y-0',
          side === 'right' ? 'right-0 animate-side border-r-0' : 'left-0 animate-fade border-l-0',
          width === 'md' ? 'sm:max-w-md' : 'sm:max-w-2xl',
          className,
        )}
        {...rest}
      >
        <header className="flex min-h-14 items-center gap-2 border-b py-3 pr-14 pl-5">
          <div className="min-w-0 flex-1">
            <Primitive.Title className="truncate text-lg">{title}</Primitive.Title>
            {description ? (
              <Primitive.Description className="text-sm text-muted">{description}</Primitive.Description>
            ) : null}
          </div>
          {actions}
        </header>
        <div className="min-h-0 flex-1 overflow-y-auto p-5">{children}</div>
        {footer ? (
          <footer className="flex flex-wrap items-center justify-end gap-2 border-t bg-canvas px-5 py-3">
            {footer}
          </footer>
        ) : null}
        {/* Last, so that the content has the focus and not the way out. */}
        <Primitive.Close asChild>
          <IconButton label={closeLabel} tooltip="" className="absolute top-3 right-3 pointer-coarse:top-2">
            <X aria-hidden />
          </IconButton>
        </Primitive.Close>
      </Primitive.Content>
    </Primitive.Portal>
  )
}
