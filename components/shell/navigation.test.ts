import { describe, expect, it } from 'vitest'
import { LOCALES } from '@/server/contracts/platform/locale'
import { entryOf, navigation, permits, visibleModules } from './navigation'

const entries = navigation.flatMap((module) => module.entries)

describe('navigation', () => {
  it('has each address and each shortcut once', () => {
    const keys = entries.flatMap((entry) => entry.keys ?? [])
    expect(new Set(keys).size).toBe(keys.length)
    expect(new Set(entries.map((entry) => entry.href)).size).toBe(entries.length)
  })

  it.each(LOCALES)('has a word for everything in %s', async (locale) => {
    const { shell } = (await import(`../../messages/${locale}/shell.json`)).default
    expect(navigation.filter((module) => !shell.module[module.key])).toEqual([])
    expect(entries.filter((entry) => !shell.screen[entry.key])).toEqual([])
    expect(entries.filter((entry) => entry.group && !shell.group[entry.group])).toEqual([])
    expect(entries.filter((entry) => entry.create && !shell.create[entry.create.key])).toEqual([])
  })

  it('shows only what is permitted', () => {
    expect(visibleModules([]).map((module) => module.key)).toEqual(['home', 'settings'])
    const seller = visibleModules(['sales.sales_order.read'])
    expect(seller.find((module) => module.key === 'sales')?.entries.map((entry) => [entry.key, entry.create])).toEqual([
      ['quotations', undefined],
      ['salesOrders', undefined],
    ])
    expect(visibleModules(['*']).flatMap((module) => module.entries)).toHaveLength(entries.length)
  })

  it('reads wildcards by whole names', () => {
    expect(permits(['sales.*'], 'sales.sales_order.read')).toBe(true)
    expect(permits(['sal.*'], 'sales.sales_order.read')).toBe(false)
    expect(permits(['sales.order'], 'sales.sales_order.read')).toBe(false)
  })

  it('withholds what a flag has switched off, whatever is granted', () => {
    expect(permits(['*', '!platform.webhook.*'], 'platform.webhook.manage')).toBe(false)
    expect(permits(['*', '!platform.webhook.*'], 'platform.role.read')).toBe(true)
    expect(permits(['!platform.webhook.*'], 'platform.role.read')).toBe(false)
  })

  it('finds where a path belongs', () => {
    expect(entryOf(navigation, 'sales/sales-orders/0198/lines')?.entry.key).toBe('salesOrders')
    expect(entryOf(navigation, '')?.entry.key).toBe('home')
    expect(entryOf(navigation, 'nowhere')).toBeNull()
  })
})
