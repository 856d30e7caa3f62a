'use client'
import { cva, type VariantProps } from 'class-variance-authority'
import { LoaderCircle } from 'lucide-react'
import { Slot } from 'radix-ui'
import { type ComponentProps, type MouseEvent, type ReactNode, useState } from 'react'
import { cn } from './cn'
import { Keys } from './kbd'
import { Tooltip } from './tooltip'

export const buttonVariants = cva(
  'inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md border text-sm font-medium transition-colors duration-100 aria-disabled:opacity-55 [&_svg]:shrink-0 [&_svg:not([class*=size-])]:size-4',
  {
    variants: {
      variant: {
        primary: 'border-transparent bg-accent text-on-accent not-aria-disabled:hover:bg-accent-hover',
        secondary: 'border-line-strong bg-surface text-ink not-aria-disabled:hover:bg-hover',
        quiet:
          'border-transparent bg-transparent font-normal text-muted not-aria-disabled:hover:bg-hover not-aria-disabled:hover:text-ink',
        danger: 'border-transparent bg-danger text-on-danger not-aria-disabled:hover:bg-danger-hover',
        link: 'h-auto border-transparent bg-transparent px-0 text-accent-text underline-offset-4 not-aria-disabled:hover:underline',
      },
      size: {
        sm: 'h-7 px-2 pointer-coarse:h-11',
        md: 'h-control px-3',
        lg: 'h-10 px-4 pointer-coarse:h-11',
        icon: 'h-control w-8 px-0 pointer-coarse:w-11',
        'icon-sm': 'size-7 px-0 pointer-coarse:size-11',
      },
    },
    compoundVariants: [{ variant: 'link', className: 'h-auto px-0 pointer-coarse:h-auto' }],
    defaultVariants: { variant: 'secondary', size: 'md' },
  },
)

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'title'>, VariantProps<typeof buttonVariants> {
  /** Renders the single child (a link) with the looks of a button. */
  asChild?: boolean
  /** The work is under way: keeps its width, shows a spinner, takes no clicks. */
  busy?: boolean
  /** Why it may not be pressed now: disables it, and is shown on hover, on focus and on a tap. */
  disabledReason?: string | null
  /** What an icon alone means, or what the word does not say. */
  tooltip?: ReactNode
  /** The key that does the same; shown in the tooltip. */
  keys?: string
}

function buttonTip({ disabledReason, tooltip, keys }: Pick<ButtonProps, 'disabledReason' | 'tooltip' | 'keys'>) {
  if (disabledReason) return disabledReason
  if (!keys) return tooltip
  return (
    <span className="inline-flex items-center gap-2">
      {tooltip}
      <Keys keys={keys} className="[&_kbd]:border-tip-muted [&_kbd]:bg-transparent [&_kbd]:text-tip-muted" />
    </span>
  )
}

/**
 * A button never leaves the tab order: not allowed means `aria-disabled`, so that a keyboard user reaches it and hears
 * why. `disabled` without a reason is for what explains itself (the first page has no page before it).
 */
export function Button({
  className,
  variant,
  size,
  asChild = false,
  busy = false,
  disabled = false,
  disabledReason,
  tooltip,
  keys,
  onClick,
  children,
  type = 'button',
  ...props
}: ButtonProps) {
  const [tipOpen, setTipOpen] = useState(false)
  const off = disabled || busy || Boolean(disabledReason)
  const click = (event: MouseEvent<HTMLButtonElement>) => {
    if (!off) return onClick?.(event)
    event.preventDefault()
    event.stopPropagation()
    if (disabledReason) setTipOpen(true)
  }
  const shared = {
    className: cn(buttonVariants({ variant, size }), className),
    'aria-disabled': off || undefined,
    'aria-busy': busy || undefined,
    'aria-keyshortcuts': keys && !keys.includes(' ') ? keys.replace('mod', 'Control') : undefined,
    onClick: click,
    ...props,
  }
  const button = asChild ? (
    <Slot.Root {...shared}>{children}</Slot.Root>
  ) : (
    <button type={off ? 'button' : type} {...shared}>
      {busy ? <LoaderCircle aria-hidden className="animate-spin" /> : null}
      {busy && size?.startsWith('icon') ? null : children}
    </button>
  )
  return (
    <Tooltip content={buttonTip({ disabledReason, tooltip, keys })} open={tipOpen} onOpenChange={setTipOpen}>
      {button}
    </Tooltip>
  )
}

/** An icon with a name: the name is read aloud and shown on hover. */
export function IconButton({
  label,
  tooltip,
  size = 'icon',
  variant = 'quiet',
  ...props
}: ButtonProps & { label: string }) {
  return <Button aria-label={label} tooltip={tooltip ?? label} size={size} variant={variant} {...props} />
}
