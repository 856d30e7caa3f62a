'use client'
import { Upload } from 'lucide-react'
import { type DragEvent, type ReactNode, useId, useRef, useState } from 'react'
import { cn } from './cn'

export interface FileDropProps {
  /** "Drop files here or choose them". */
  label: ReactNode
  hint?: ReactNode
  onFiles: (files: File[]) => void
  /** As the file input takes it: `.csv,.xlsx`. */
  accept?: string
  multiple?: boolean
  disabled?: boolean
  className?: string
}

/** Takes dropped, chosen and pasted files. The caller checks size and kind again: a drop ignores `accept`. */
export function FileDrop({
  label,
  hint,
  onFiles,
  accept,
  multiple = false,
  disabled = false,
  className,
}: FileDropProps) {
  const input = useRef<HTMLInputElement>(null)
  const id = useId()
  const [over, setOver] = useState(false)
  const take = (list: FileList | null) => {
    const files = [...(list ?? [])]
    if (!disabled && files.length > 0) onFiles(multiple ? files : files.slice(0, 1))
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files)
  }
  return (
    <label
      htmlFor={id}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      onPaste={(event) => take(event.clipboardData.files)}
      className={cn(
        'flex cursor-pointer flex-col items-center gap-1 rounded-lg border border-dashed border-control px-6 py-8 text-center text-sm text-muted transition-colors duration-100 hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-focus',
        over && 'border-accent bg-accent-soft text-ink',
        disabled && 'cursor-not-allowed opacity-55',
        className,
      )}
    >
      <Upload aria-hidden className="size-5 text-faint" />
      <span>{label}</span>
      {hint ? <span className="text-xs text-faint">{hint}</span> : null}
      <input
        ref={input}
        id={id}
        type="file"
        accept={accept}
        multiple={multiple}
        disabled={disabled}
        className="sr-only"
        onChange={(event) => {
          take(event.target.files)
          if (input.current) input.current.value = ''
        }}
      />
    </label>
  )
}
