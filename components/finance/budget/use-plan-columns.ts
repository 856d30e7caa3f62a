'use client'
import { useLocale, useTranslations } from 'next-intl'
import { useCallback, useMemo } from 'react'
import { useTRPCClient } from '@/components/api/client'
import type { GridColumn, LookupOption } from '@/components/document/line-grid/model'
import { useBooks, useChart, useNamed } from '../use-books'
import { lineTotal, monthKey } from './plan-lines'

export interface PlanFrame {
  readonly usesAccount: boolean
  readonly usesCostCenter: boolean
  readonly usesProject: boolean
  readonly months: readonly string[]
}

/** How a month is called over a column. */
export function useMonthName(): (month: string, long?: boolean) => string {
  const locale = useLocale()
  return useCallback(
    (month, long) =>
      new Intl.DateTimeFormat(locale, {
        month: long ? 'long' : 'short',
        ...(long && { year: 'numeric' }),
        timeZone: 'UTC',
      }).format(new Date(`${month}T00:00:00Z`)),
    [locale],
  )
}

/** A dimension in words: code and name in the reader's language. */
export function useDimensionName() {
  const named = useNamed()
  return useCallback(
    (of: { code: string; nameEn: string; nameZh: string } | null) => (of ? `${of.code} ${named(of)}` : ''),
    [named],
  )
}

/** Accounts that may have a budget, headings among them, by a part of code or name. */
export function useFindBudgetAccounts() {
  const { accounts, label } = useChart()
  return useCallback(
    (text: string) => {
      const typed = text.trim().toLocaleLowerCase()
      return accounts
        .filter((a) => (a.type === 'expense' || a.type === 'asset') && a.status === 'active')
        .filter((a) => `${a.code} ${a.nameEn} ${a.nameZh}`.toLocaleLowerCase().includes(typed))
        .sort((a, b) => Number(b.code.startsWith(typed)) - Number(a.code.startsWith(typed)))
        .slice(0, 60)
        .map((a) => ({
          id: a.id,
          value: a.id,
          label: label(a),
          code: a.code,
          names: [a.code, a.nameEn, a.nameZh, label(a)],
        }))
    },
    [accounts, label],
  )
}

const exact = (names: readonly string[], text: string) =>
  names.some((n) => n.toLocaleLowerCase() === text.trim().toLocaleLowerCase())

/** Dimensions, months, the year's sum, and a field for an amount that is to be spread. */
export function usePlanColumns(
  frame: PlanFrame,
  digits: number,
  budgets?: readonly { value: string; label: string }[],
) {
  const t = useTranslations('finance.budgetForm')
  const api = useTRPCClient()
  const { companyId } = useBooks()
  const findAccounts = useFindBudgetAccounts()
  const monthName = useMonthName()
  return useMemo((): GridColumn[] => {
    const carriers = (key: 'costCenter' | 'project'): GridColumn => {
      const ask = (text: string, signal?: AbortSignal) =>
        api.finance[key].options.query({ companyId, text }, signal ? { signal } : {})
      const option = (o: { id: string; code: string; name: string }): LookupOption => ({
        id: o.id,
        label: `${o.code} ${o.name}`,
      })
      return {
        key,
        title: t(key),
        kind: 'lookup',
        width: 170,
        search: async (text, signal) => (await ask(text, signal)).filter((o) => o.active).map(option),
        resolve: async (texts) => {
          const found = new Map<string, LookupOption>()
          await Promise.all(
            texts.map(async (text) => {
              const hit = (await ask(text.trim().split(' ')[0] ?? '')).find((o) =>
                exact([o.code, o.name, `${o.code} ${o.name}`], text),
              )
              if (hit) found.set(text, option(hit))
            }),
          )
          return found
        },
      }
    }
    const account: GridColumn = {
      key: 'account',
      title: t('account'),
      kind: 'lookup',
      width: 220,
      required: true,
      search: async (text) => findAccounts(text),
      resolve: async (texts) =>
        new Map(
          texts.flatMap((text) => {
            const hit = findAccounts(text.trim().split(' ')[0] ?? '').find((a) => exact(a.names, text))
            return hit ? [[text, hit] as const] : []
          }),
        ),
    }
    const amount = { kind: 'decimal', width: 96, digits } as const
    return [
      ...(budgets
        ? [{ key: 'budget', title: t('budget'), kind: 'select', width: 150, options: budgets } as const]
        : []),
      ...(frame.usesAccount ? [account] : []),
      ...(frame.usesCostCenter ? [carriers('costCenter')] : []),
      ...(frame.usesProject ? [carriers('project')] : []),
      { ...amount, key: 'annual', title: t('annual'), width: 110, hint: () => t('annualHint') },
      ...frame.months.map(
        (month, i): GridColumn => ({ ...amount, key: monthKey(i), title: monthName(month), total: true }),
      ),
      {
        key: 'total',
        title: t('total'),
        kind: 'computed',
        width: 120,
        digits,
        total: true,
        align: 'end',
        compute: (values) => lineTotal(values, frame.months.length),
      },
    ]
  }, [frame, digits, budgets, t, api, companyId, findAccounts, monthName])
}
