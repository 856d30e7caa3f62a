'use client'
import { DropdownMenu as Primitive } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn'
import {
  EntryBody,
  EntryMark,
  entryClass,
  type MenuEntry,
  markClass,
  markedClass,
  menuLineClass,
  OpeningBody,
  openingClass,
} from './menu'
import { menuClass, menuLabelClass } from './overlay'

/** Not modal: the page behind it stays in reach of screen readers and of the first click. */
export function DropdownMenu(props: ComponentProps<typeof Primitive.Root>) {
  return <Primitive.Root modal={false} {...props} />
}
export const DropdownMenuTrigger = Primitive.Trigger
export const DropdownMenuGroup = Primitive.Group
export const DropdownMenuRadioGroup = Primitive.RadioGroup
export const DropdownMenuSub = Primitive.Sub

export function DropdownMenuContent({ className, ...props }: ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal>
      <Primitive.Content
        align="start"
        sideOffset={4}
        collisionPadding={8}
        className={cn(menuClass, className)}
        {...props}
      />
    </Primitive.Portal>
  )
}

export type DropdownMenuItemProps = ComponentProps<typeof Primitive.Item> & MenuEntry

export function DropdownMenuItem({
  icon,
  keys,
  danger,
  disabledReason,
  asChild,
  className,
  children,
  onSelect,
  ...props
}: DropdownMenuItemProps) {
  return (
    <Primitive.Item
      asChild={asChild}
      aria-disabled={disabledReason ? true : undefined}
      onSelect={disabledReason ? (event) => event.preventDefault() : onSelect}
      className={entryClass(danger, className)}
      {...props}
    >
      {asChild ? (
        children
      ) : (
        <EntryBody {...(icon ? { icon } : {})} {...(keys && { keys })} disabledReason={disabledReason ?? null}>
          {children}
        </EntryBody>
      )}
    </Primitive.Item>
  )
}

export function DropdownMenuCheckboxItem({
  className,
  children,
  ...props
}: ComponentProps<typeof Primitive.CheckboxItem>) {
  return (
    <Primitive.CheckboxItem className={markedClass(className)} {...props}>
      <Primitive.ItemIndicator className={markClass}>
        <EntryMark />
      </Primitive.ItemIndicator>
      {children}
    </Primitive.CheckboxItem>
  )
}

export function DropdownMenuRadioItem({ className, children, ...props }: ComponentProps<typeof Primitive.RadioItem>) {
  return (
    <Primitive.RadioItem className={markedClass(className)} {...props}>
      <Primitive.ItemIndicator className={markClass}>
        <EntryMark />
      </Primitive.ItemIndicator>
      {children}
    </Primitive.RadioItem>
  )
}

export function DropdownMenuLabel({ className, ...props }: ComponentProps<typeof Primitive.Label>) {
  return <Primitive.Label className={cn(menuLabelClass, className)} {...props} />
}

export function DropdownMenuSeparator({ className, ...props }: ComponentProps<typeof Primitive.Separator>) {
  return <Primitive.Separator className={cn(menuLineClass, className)} {...props} />
}

export function DropdownMenuSubTrigger({
  icon,
  className,
  children,
  ...props
}: ComponentProps<typeof Primitive.SubTrigger> & { icon?: ReactNode }) {
  return (
    <Primitive.SubTrigger className={openingClass(className)} {...props}>
      <OpeningBody icon={icon}>{children}</OpeningBody>
    </Primitive.SubTrigger>
  )
}

export function DropdownMenuSubContent({ className, ...props }: ComponentProps<typeof Primitive.SubContent>) {
  return (
    <Primitive.Portal>
      <Primitive.SubContent sideOffset={4} collisionPadding={8} className={cn(menuClass, className)} {...props} />
    </Primitive.Portal>
  )
}
