'use client'
import { createContext, useContext } from 'react'

export interface FormSurroundings {
  /** Prefix of the ids of this form's fields. */
  readonly id: string
  /** Why nothing may be changed now; fields are then read-only. */
  readonly refused: string | null
  /** Fields tell their name and label, so that errors find them and the summary can name them. */
  readonly register: (name: string, label: string) => () => void
}

export const FormContext = createContext<FormSurroundings | null>(null)

export function useSurroundings(): FormSurroundings {
  const context = useContext(FormContext)
  if (!context) throw new Error('A form field stands inside a Form')
  return context
}

export const fieldId = (formId: string, name: string): string => `${formId}-${name.replaceAll('.', '-')}`
