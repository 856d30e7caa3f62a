import { emailField } from '@/server/contracts/platform/field'
import type { Row, SourceFolder } from '../table'

/** An address as parties and documents have it. */
export interface Address {
  readonly label: string | null
  readonly lines: string[]
  readonly city: string | null
  readonly region: string | null
  readonly postalCode: string | null
  readonly country: string
}

export interface People {
  readonly addresses: ReadonlyMap<string, Address>
  readonly nameOf: (personId: string) => string | null
  readonly emailOf: ReadonlyMap<string, string>
  readonly phoneOf: ReadonlyMap<string, string>
  /** Address ids with their kind, of a person or a store. */
  readonly addressesOf: ReadonlyMap<string, { addressId: string; type: string }[]>
  readonly contactsOf: ReadonlyMap<string, { personId: string; position: string | null }[]>
  readonly stores: ReadonlyMap<string, string>
}

const nameOf = (r: Row) => [r.FirstName, r.MiddleName, r.LastName, r.Suffix].filter(Boolean).join(' ')

function grouped<T>(pairs: readonly (readonly [string, T])[]): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const [key, value] of pairs) {
    const there = groups.get(key)
    if (there) there.push(value)
    else groups.set(key, [value])
  }
  return groups
}

async function readAddresses(source: SourceFolder): Promise<Map<string, Address>> {
  const provinces = new Map(
    (await source.all('StateProvince', ['StateProvinceID'], ['Name', 'CountryRegionCode'])).map((p) => [p.key, p.row]),
  )
  const columns = ['AddressLine1', 'AddressLine2', 'City', 'StateProvinceID', 'PostalCode']
  const rows = await source.all('Address', ['AddressID'], columns, (r) =>
    provinces.has(r.StateProvinceID ?? '') ? null : `there is no state or province ${r.StateProvinceID}`,
  )
  return new Map(
    rows.map(({ key, row }) => {
      const province = provinces.get(row.StateProvinceID ?? '')
      const address: Address = {
        label: null,
        lines: [row.AddressLine1, row.AddressLine2].filter((line): line is string => Boolean(line)),
        city: row.City || null,
        region: province?.Name ?? null,
        postalCode: row.PostalCode || null,
        country: province?.CountryRegionCode ?? 'US',
      }
      return [key, address]
    }),
  )
}

/** Everything about persons, stores and their addresses that customers are made of. */
export async function readPeople(source: SourceFolder): Promise<People> {
  const persons = await source.all('Person', ['BusinessEntityID'], ['FirstName', 'MiddleName', 'LastName'], (r) =>
    nameOf(r) ? null : 'the person has no name',
  )
  const names = new Map(persons.map((p) => [p.key, nameOf(p.row)]))
  const mails = await source.all('EmailAddress', ['BusinessEntityID', 'EmailAddressID'], ['EmailAddress'], (r) =>
    emailField.safeParse(r.EmailAddress).success ? null : `"${r.EmailAddress}" is not an e-mail address`,
  )
  const phones = await source.all('PersonPhone', ['BusinessEntityID', 'PhoneNumber'], [])
  const kinds = new Map((await source.all('AddressType', ['AddressTypeID'], ['Name'])).map((t) => [t.key, t.row.Name]))
  const roles = new Map((await source.all('ContactType', ['ContactTypeID'], ['Name'])).map((t) => [t.key, t.row.Name]))
  const places = await source.all('BusinessEntityAddress', ['BusinessEntityID', 'AddressID', 'AddressTypeID'], [])
  const contacts = await source.all('BusinessEntityContact', ['BusinessEntityID', 'PersonID', 'ContactTypeID'], [])
  const stores = await source.all('Store', ['BusinessEntityID'], ['Name'], (r) =>
    r.Name ? null : 'the store has no name',
  )
  const id = (row: Row) => row.BusinessEntityID ?? ''
  return {
    addresses: await readAddresses(source),
    nameOf: (personId) => names.get(personId) ?? null,
    emailOf: new Map(mails.map(({ row }) => [id(row), row.EmailAddress ?? ''])),
    phoneOf: new Map(phones.map(({ row }) => [id(row), row.PhoneNumber ?? ''])),
    addressesOf: grouped(
      places.map(({ row }) => [
        id(row),
        { addressId: row.AddressID ?? '', type: kinds.get(row.AddressTypeID ?? '') ?? '' },
      ]),
    ),
    contactsOf: grouped(
      contacts.map(({ row }) => [
        id(row),
        { personId: row.PersonID ?? '', position: roles.get(row.ContactTypeID ?? '') ?? null },
      ]),
    ),
    stores: new Map(stores.map(({ key, row }) => [key, row.Name ?? ''])),
  }
}
