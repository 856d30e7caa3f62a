'use client'
import { Avatar as Primitive } from 'radix-ui'
import { cn } from './cn'

/** Two letters of a Latin name, the last two characters of a Chinese one (the given name). */
export function initials(name: string): string {
  const text = name.trim()
  if (/\p{Script=Han}/u.test(text)) return [...text.replace(/\s/g, '')].slice(-2).join('')
  const words = text.split(/\s+/)
  return ((words[0]?.[0] ?? '') + (words.length > 1 ? (words.at(-1)?.[0] ?? '') : '')).toUpperCase()
}

const sizes = { sm: 'size-5 text-[0.625rem]', md: 'size-7 text-xs', lg: 'size-10 text-sm' }

export function Avatar({
  name,
  src,
  size = 'md',
  square = false,
  className,
}: {
  name: string
  src?: string | null
  size?: keyof typeof sizes
  square?: boolean
  className?: string
}) {
  return (
    <Primitive.Root
      className={cn(
        'inline-flex shrink-0 select-none items-center justify-center overflow-hidden bg-accent-soft font-medium text-accent-text',
        square ? 'rounded-md' : 'rounded-full',
        sizes[size],
        className,
      )}
    >
      {src ? <Primitive.Image src={src} alt="" className="size-full object-cover" /> : null}
      <Primitive.Fallback aria-hidden>{initials(name)}</Primitive.Fallback>
    </Primitive.Root>
  )
}
