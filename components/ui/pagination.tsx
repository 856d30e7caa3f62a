'use client'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from './button'
import { cn } from './cn'

export interface PaginationProps {
  /** "1-50 of 31,465", in the reader's language. */
  summary: ReactNode
  hasPrevious: boolean
  hasNext: boolean
  onPrevious: () => void
  onNext: () => void
  labels: { navigation: string; previous: string; next: string }
  className?: string
}

export function Pagination({ summary, hasPrevious, hasNext, onPrevious, onNext, labels, className }: PaginationProps) {
  return (
    <nav aria-label={labels.navigation} className={cn('flex items-center gap-1 text-sm text-muted', className)}>
      <span className="mr-2">{summary}</span>
      <IconButton label={labels.previous} size="icon-sm" disabled={!hasPrevious} onClick={onPrevious}>
        <ChevronLeft aria-hidden />
      </IconButton>
      <IconButton label={labels.next} size="icon-sm" disabled={!hasNext} onClick={onNext}>
        <ChevronRight aria-hidden />
      </IconButton>
    </nav>
  )
}
