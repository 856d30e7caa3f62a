'use client'
import { useQuery } from '@tanstack/react-query'
import { Check, Stamp, Undo2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC } from '@/components/api/client'
import { DecideDialog, type Decision } from '@/components/approval/decide-dialog'
import { MyRequests } from '@/components/approval/my-requests'
import { ApprovalPreviewPanel } from '@/components/approval/preview'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs'
import { type Asked, DecisionDialog } from './decision-dialog'
import { Entry } from './entry'
import type { InboxEntry } from './types'

/** What waits for this person's decision, the longest first, decided one by one or many at once; and what they asked for. */
export function Inbox() {
  const trpc = useTRPC()
  const t = useTranslations('inbox')
  const inbox = useQuery(trpc.platform.inbox.queryOptions({}))
  const requests = useQuery(trpc.control.approvals.mine.queryOptions({}))
  const running = requests.data?.filter((r) => r.status === 'running').length ?? 0
  const words = useTranslations('common')
  if (inbox.isPending) return null
  if (inbox.isError)
    return (
      <ErrorState
        title={words('page.failedTitle')}
        actions={<Button onClick={() => inbox.refetch()}>{t('retry')}</Button>}
      />
    )
  const { items } = inbox.data
  return (
    <section aria-label={t('title')} className="mx-auto flex w-full max-w-5xl flex-col px-4 py-2 max-sm:px-3">
      <h1 className="sr-only">{t('title')}</h1>
      <Tabs defaultValue="waiting">
        <TabsList aria-label={t('title')}>
          <TabsTrigger value="waiting" count={items.length}>
            {t('title')}
          </TabsTrigger>
          <TabsTrigger value="asked" count={running}>
            {t('asked')}
          </TabsTrigger>
        </TabsList>
        <TabsContent value="waiting" className="pt-0">
          <Waiting items={items} />
        </TabsContent>
        <TabsContent value="asked" className="pt-0">
          <MyRequests requests={requests.data ?? []} />
        </TabsContent>
      </Tabs>
    </section>
  )
}

const keyOf = (entry: InboxEntry) => entry.approval?.instanceId ?? `${entry.kind}:${entry.id}`
const deciding = (entries: readonly InboxEntry[]) =>
  entries.flatMap((e) => (e.approval ? [{ instanceId: e.approval.instanceId, label: e.label }] : []))

function Waiting({ items }: { items: readonly InboxEntry[] }) {
  const t = useTranslations('inbox')
  const words = useTranslations('approval')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [asked, setAsked] = useState<Asked | null>(null)
  const [decision, setDecision] = useState<Decision | null>(null)
  const [shown, setShown] = useState<InboxEntry | null>(null)
  const picked = items.filter((e) => e.approval && chosen.has(keyOf(e)))
  const choose = (entry: InboxEntry, on: boolean) => {
    const next = new Set(chosen)
    if (on) next.add(keyOf(entry))
    else next.delete(keyOf(entry))
    setChosen(next)
  }
  const closed = (done: boolean) => {
    setDecision(null)
    if (!done) return
    setChosen(new Set())
    setShown(null)
  }
  if (items.length === 0) return <EmptyState icon={Stamp} title={t('empty')} />
  return (
    <>
      {picked.length > 0 ? (
        <div
          role="toolbar"
          aria-label={t('chosen', { count: picked.length })}
          className="sticky top-0 z-10 flex flex-wrap items-center gap-2 border-b bg-canvas py-2"
        >
          <span className="mr-auto text-sm text-muted">{t('chosen', { count: picked.length })}</span>
          <Button onClick={() => setDecision({ what: deciding(picked), decision: 'return' })}>
            <Undo2 aria-hidden />
            {words('return')}
          </Button>
          <Button variant="primary" onClick={() => setDecision({ what: deciding(picked), decision: 'approve' })}>
            <Check aria-hidden />
            {words('approve')}
          </Button>
        </div>
      ) : null}
      <ul className="flex flex-col">
        {items.map((entry) => (
          <Entry
            key={keyOf(entry)}
            entry={entry}
            ask={setAsked}
            decide={(e, what) => setDecision({ what: deciding([e]), decision: what })}
            show={setShown}
            chosen={chosen.has(keyOf(entry))}
            onChoose={(on) => choose(entry, on)}
          />
        ))}
      </ul>
      <DecisionDialog asked={asked} onClose={() => setAsked(null)} />
      <DecideDialog asked={decision} onClose={closed} />
      {shown?.approval ? (
        <ApprovalPreviewPanel
          id={shown.approval.instanceId}
          onClose={() => setShown(null)}
          onDecide={(what) => setDecision({ what: deciding([shown]), decision: what })}
        />
      ) : null}
    </>
  )
}
