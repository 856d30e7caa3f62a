import type { z } from 'zod'
import type { importCustomersInput } from '@/server/contracts/sales/history'
import type { Id } from '@/server/kernel/ids'
import { createCustomerGroup, importCustomers } from '@/server/modules/sales'
import type { ImportSession } from '../session'
import type { Row, SourceFolder } from '../table'
import type { People } from './people'

type Customer = z.input<typeof importCustomersInput>['customers'][number]
const BATCH = 500

/** Territories as customer groups. */
async function importTerritories(session: ImportSession, source: SourceFolder, companyId: Id) {
  const rows = await source.all('SalesTerritory', ['TerritoryID'], ['Name'])
  return session.each('SalesTerritory', 'customer_group', rows, ({ key, row }) =>
    session.run(createCustomerGroup, { companyId, code: `T${key}`, name: row.Name ?? '' }, `SalesTerritory:${key}`),
  )
}

/** The addresses of a person or organisation, as a party has them. */
export function addressesOf(people: People, entity: string, name: string) {
  const known = (people.addressesOf.get(entity) ?? []).flatMap(({ addressId, type }) => {
    const address = people.addresses.get(addressId)
    return address ? [{ ...address, label: type || null, recipient: name, shipping: type === 'Shipping' }] : []
  })
  return known.map((a, i) => ({ ...a, billing: !a.shipping && known.findIndex((b) => !b.shipping) === i }))
}

/** The people of an organisation. */
export function contactsOf(people: People, store: string) {
  return (people.contactsOf.get(store) ?? []).flatMap(({ personId, position }, i) => {
    const name = people.nameOf(personId)
    const [email = null, phone = null] = [people.emailOf.get(personId), people.phoneOf.get(personId)]
    return name ? [{ name, position, email, phone, main: i === 0 }] : []
  })
}

/** One customer for a person, one for a store with all the rows that the source keeps for it. */
function customersOf(
  rows: readonly { key: string; row: Row }[],
  people: People,
  groups: ReadonlyMap<string, Id>,
): Customer[] {
  const stores = new Map<string, { key: string; row: Row }[]>()
  const made: Customer[] = []
  for (const entry of rows) {
    const { key, row } = entry
    const store = row.StoreID ?? ''
    if (store) stores.set(store, [...(stores.get(store) ?? []), entry])
    else {
      const person = row.PersonID ?? ''
      const name = people.nameOf(person) ?? ''
      made.push({
        keys: [key],
        code: row.AccountNumber ?? '',
        groupId: groups.get(row.TerritoryID ?? '') ?? null,
        party: {
          kind: 'person',
          name,
          email: people.emailOf.get(person) ?? null,
          phone: people.phoneOf.get(person) ?? null,
          addresses: addressesOf(people, person, name),
        },
      })
    }
  }
  for (const [store, entries] of stores) {
    // The row with a person is the one that orders.
    const first = entries.find((e) => e.row.PersonID) ?? entries[0]
    const name = people.stores.get(store) ?? ''
    made.push({
      keys: entries.map((e) => e.key),
      code: first?.row.AccountNumber ?? '',
      groupId: groups.get(first?.row.TerritoryID ?? '') ?? null,
      party: {
        kind: 'organization',
        name,
        addresses: addressesOf(people, store, name),
        contacts: contactsOf(people, store),
      },
    })
  }
  return made
}

/** Persons and stores as customers, 500 a command. Returns the customer of each row of the source. */
export async function importCustomerBase(
  session: ImportSession,
  source: SourceFolder,
  companyId: Id,
  people: People,
): Promise<{ ids: Map<string, Id>; customers: number }> {
  const groups = await importTerritories(session, source, companyId)
  const rows = await source.all(
    'Customer',
    ['CustomerID'],
    ['PersonID', 'StoreID', 'TerritoryID', 'AccountNumber'],
    (r) =>
      !r.AccountNumber
        ? 'there is no account number'
        : r.StoreID
          ? people.stores.has(r.StoreID)
            ? null
            : `there is no store ${r.StoreID}`
          : people.nameOf(r.PersonID ?? '')
            ? null
            : `there is no person ${r.PersonID}`,
  )
  const customers = customersOf(rows, people, groups)
  const from = { source: session.source, table: 'Customer' }
  session.progress.stage('Customer', customers.length)
  for (let at = 0; at < customers.length; at += BATCH) {
    const batch = customers.slice(at, at + BATCH)
    await session.run(importCustomers, { companyId, from, customers: batch }, `Customer:${at}`)
    session.progress.step(batch.length)
  }
  session.progress.done()
  return { ids: await session.known('Customer'), customers: customers.length }
}
