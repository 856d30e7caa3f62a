'use client'
import { Check, ChevronRight } from 'lucide-react'
import { ContextMenu as Primitive } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn'
import { Keys } from './kbd'
import { menuClass, menuItemClass, menuLabelClass } from './overlay'

/** Not modal: the page behind it stays in reach of screen readers and of the first click. */
export function ContextMenu(props: ComponentProps<typeof Primitive.Root>) {
  return <Primitive.Root modal={false} {...props} />
}
export const ContextMenuTrigger = Primitive.Trigger
export const ContextMenuGroup = Primitive.Group
export const ContextMenuRadioGroup = Primitive.RadioGroup
export const ContextMenuSub = Primitive.Sub

export function ContextMenuContent({ className, ...props }: ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal>
      <Primitive.Content collisionPadding={8} className={cn(menuClass, className)} {...props} />
    </Primitive.Portal>
  )
}

export interface ContextMenuItemProps extends ComponentProps<typeof Primitive.Item> {
  icon?: ReactNode
  keys?: string
  danger?: boolean
  /** Why it may not be chosen now; shown under the word, the entry stays reachable. */
  disabledReason?: string | null
}

export function ContextMenuItem({
  icon,
  keys,
  danger,
  disabledReason,
  asChild,
  className,
  children,
  onSelect,
  ...props
}: ContextMenuItemProps) {
  return (
    <Primitive.Item
      asChild={asChild}
      aria-disabled={disabledReason ? true : undefined}
      onSelect={disabledReason ? (event) => event.preventDefault() : onSelect}
      className={cn(menuItemClass, danger && 'text-blocked [&_svg]:text-blocked', className)}
      {...props}
    >
      {asChild ? (
        children
      ) : (
        <>
          {icon}
          <span className="min-w-0 flex-1">
            {children}
            {disabledReason ? <span className="block text-xs text-faint">{disabledReason}</span> : null}
          </span>
          {keys ? <Keys keys={keys} className="ml-4" /> : null}
        </>
      )}
    </Primitive.Item>
  )
}

export function ContextMenuCheckboxItem({
  className,
  children,
  ...props
}: ComponentProps<typeof Primitive.CheckboxItem>) {
  return (
    <Primitive.CheckboxItem className={cn(menuItemClass, 'pl-8', className)} {...props}>
      <Primitive.ItemIndicator className="absolute left-2">
        <Check aria-hidden />
      </Primitive.ItemIndicator>
      {children}
    </Primitive.CheckboxItem>
  )
}

export function ContextMenuRadioItem({ className, children, ...props }: ComponentProps<typeof Primitive.RadioItem>) {
  return (
    <Primitive.RadioItem className={cn(menuItemClass, 'pl-8', className)} {...props}>
      <Primitive.ItemIndicator className="absolute left-2">
        <Check aria-hidden />
      </Primitive.ItemIndicator>
      {children}
    </Primitive.RadioItem>
  )
}

export function ContextMenuLabel({ className, ...props }: ComponentProps<typeof Primitive.Label>) {
  return <Primitive.Label className={cn(menuLabelClass, className)} {...props} />
}

export function ContextMenuSeparator({ className, ...props }: ComponentProps<typeof Primitive.Separator>) {
  return <Primitive.Separator className={cn('-mx-1 my-1 h-px bg-line', className)} {...props} />
}

export function ContextMenuSubTrigger({
  icon,
  className,
  children,
  ...props
}: ComponentProps<typeof Primitive.SubTrigger> & { icon?: ReactNode }) {
  return (
    <Primitive.SubTrigger className={cn(menuItemClass, 'data-[state=open]:bg-hover', className)} {...props}>
      {icon}
      <span className="min-w-0 flex-1">{children}</span>
      <ChevronRight aria-hidden />
    </Primitive.SubTrigger>
  )
}

export function ContextMenuSubContent({ className, ...props }: ComponentProps<typeof Primitive.SubContent>) {
  return (
    <Primitive.Portal>
      <Primitive.SubContent sideOffset={4} collisionPadding={8} className={cn(menuClass, className)} {...props} />
    </Primitive.Portal>
  )
}
