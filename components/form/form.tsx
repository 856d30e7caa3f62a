'use client'
import { useTranslations } from 'next-intl'
import {
  type FormEvent,
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react'
import {
  type DefaultValues,
  type FieldPath,
  type FieldValues,
  FormProvider,
  type UseFormReturn,
  useForm,
} from 'react-hook-form'
import type { z } from 'zod'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import type { FieldIssue } from '@/server/kernel/errors'
import { type Conflict, ConflictBanner } from './conflict-banner'
import { FormContext } from './context'
import { ErrorSummary, focusField } from './error-summary'
import { schemaResolver } from './resolver'
import { issuesElsewhere, packIssue, placeErrors, readServerError } from './server-error'
import { UnsavedGuard } from './unsaved'

/** Which key or button sent the form: `save` keeps working on it (Ctrl+S), `submit` is the main button (Ctrl+Enter). */
export type FormIntent = 'save' | 'submit'

export interface FormProps<I extends FieldValues, O> {
  /** The contract's input schema: the same rules as on the server. */
  readonly schema: z.ZodType<O, I>
  readonly defaultValues: DefaultValues<I>
  /** Resolves when the server took it. A refusal that is thrown (`{code, params, issues}`) is put at its fields. */
  readonly onSubmit: (values: O, intent: FormIntent) => Promise<unknown>
  readonly submitLabel: string
  /** A second button that saves without the main step. */
  readonly saveLabel?: string
  readonly onCancel?: () => void
  /** Why it may not be sent now; fields are read-only, the button says why. */
  readonly refused?: string | null
  readonly conflict?: Conflict | null
  /** Reads a refusal out of what was thrown; the default knows our API's errors. */
  readonly readError?: typeof readServerError
  /** Asks before unsaved changes are left; default true. */
  readonly guard?: boolean
  readonly className?: string
  readonly children: ReactNode | ((form: UseFormReturn<I, unknown, O>) => ReactNode)
}

/** The one form shell: checks with the contract, maps refusals to fields, guards unsaved work, listens to the keyboard. */
export function Form<I extends FieldValues, O>(props: FormProps<I, O>) {
  const { schema, defaultValues, refused = null, conflict, guard = true } = props
  const t = useTranslations('form')
  const id = useId()
  const resolver = useMemo(() => schemaResolver(schema), [schema])
  const form = useForm<I, unknown, O>({ resolver, defaultValues, mode: 'onSubmit', reValidateMode: 'onChange' })
  const { isDirty, isSubmitting } = form.formState
  const [rest, setRest] = useState<readonly FieldIssue[]>([])
  const [labels, setLabels] = useState<ReadonlyMap<string, string>>(new Map())
  const register = useCallback((name: string, label: string) => {
    setLabels((before) => new Map(before).set(name, label))
    return () =>
      setLabels((before) => {
        const next = new Map(before)
        next.delete(name)
        return next
      })
  }, [])
  const surroundings = useMemo(() => ({ id, refused, register }), [id, refused, register])
  const intent = useRef<FormIntent>('submit')

  const accept = async (values: O) => {
    setRest([])
    try {
      await props.onSubmit(values, intent.current)
      form.reset(form.getValues())
    } catch (thrown) {
      const refusal = (props.readError ?? readServerError)(thrown)
      const placed = placeErrors(refusal, [...labels.keys()])
      for (const [name, issue] of placed.fields)
        form.setError(name as FieldPath<I>, { type: 'server', message: packIssue(issue) })
      setRest(placed.rest)
      const [first] = placed.fields.keys()
      if (first) focusField(id, first)
    }
  }
  const send = (how: FormIntent, event?: FormEvent) => {
    event?.preventDefault()
    if (refused || form.formState.isSubmitting) return
    intent.current = how
    setRest([])
    void form.handleSubmit(accept, (errors) => setRest(issuesElsewhere(errors, labels)))()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.ctrlKey && !event.metaKey) return
    if (event.key !== 's' && event.key !== 'Enter') return
    event.preventDefault()
    // A field that settles on leaving (dates, numbers) takes what was typed first.
    if (document.activeElement instanceof HTMLElement) {
      const field = document.activeElement
      field.blur()
      field.focus()
    }
    send(event.key === 's' ? 'save' : 'submit')
  }
  return (
    <FormProvider {...form}>
      <FormContext value={surroundings}>
        <form
          noValidate
          onSubmit={(event) => send('submit', event)}
          onKeyDown={onKeyDown}
          className={cn('flex flex-col gap-5', props.className)}
        >
          {conflict ? <ConflictBanner conflict={conflict} /> : null}
          <ErrorSummary formId={id} labels={labels} rest={rest} />
          {typeof props.children === 'function' ? props.children(form) : props.children}
          <footer className="sticky bottom-0 z-10 -mx-1 flex flex-wrap items-center gap-2 border-t bg-(--form-ground,var(--color-surface)) px-1 py-3 after:absolute after:inset-x-0 after:top-full after:h-(--form-tail,2rem) after:bg-(--form-ground,var(--color-surface))">
            {isDirty ? <span className="text-sm text-muted">{t('unsaved')}</span> : null}
            <div className="ml-auto flex items-center gap-2">
              {props.onCancel ? (
                <Button variant="quiet" onClick={props.onCancel}>
                  {t('cancel')}
                </Button>
              ) : null}
              {props.saveLabel ? (
                <Button
                  keys="mod+s"
                  busy={isSubmitting && intent.current === 'save'}
                  disabledReason={refused}
                  onClick={() => send('save')}
                >
                  {props.saveLabel}
                </Button>
              ) : null}
              <Button
                variant="primary"
                type="submit"
                keys="mod+Enter"
                busy={isSubmitting && intent.current === 'submit'}
                disabledReason={refused}
              >
                {props.submitLabel}
              </Button>
            </div>
          </footer>
        </form>
        {guard ? <UnsavedGuard dirty={isDirty && !isSubmitting} /> : null}
      </FormContext>
    </FormProvider>
  )
}

/** Fields that belong together, under a word. On a wide screen the word stands beside them. */
export function FormSection({
  title,
  hint,
  children,
  columns = 2,
}: {
  title: string
  hint?: ReactNode
  children: ReactNode
  columns?: 1 | 2 | 3
}) {
  const grid = { 1: '', 2: 'sm:grid-cols-2', 3: 'sm:grid-cols-2 xl:grid-cols-3' }[columns]
  return (
    <section className="grid gap-x-8 gap-y-3 border-t pt-5 first:border-t-0 first:pt-0 lg:grid-cols-[14rem_minmax(0,1fr)]">
      <header>
        <h2 className="text-base">{title}</h2>
        {hint ? <p className="mt-0.5 text-sm text-muted">{hint}</p> : null}
      </header>
      <div className={cn('grid content-start gap-x-4 gap-y-4', grid)}>{children}</div>
    </section>
  )
}
