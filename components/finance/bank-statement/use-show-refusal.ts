'use client'
import { useState } from 'react'
import { useRefusalText } from '@/components/api/use-commands'
import { readServerError } from '@/components/form/server-error'

/** Words of the last refusal, to stay on the page until something else is tried. */
export function useShowRefusal() {
  const say = useRefusalText()
  const [shown, setShown] = useState<string | null>(null)
  const show = (thrown: unknown) => setShown(thrown === null ? null : say(readServerError(thrown)))
  return { shown, show }
}
